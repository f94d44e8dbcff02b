"""What the site tells browsers about itself: where content may come from, and what they tell other sites."""

from csp.constants import NONE, SELF, UNSAFE_INLINE

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
        "manifest-src": [SELF],
    },
}
# Wagtail's editor writes styles inline and shows pictures before they are saved.
ADMIN_CSP = {
    "script-src": [SELF],
    # The handler "return;" and no other: by it the tool that crops pictures finds out about touch screens.
    "script-src-attr": ["'unsafe-hashes'", "'sha256-i+qr4lq34KgNHiW62lWi9aInEBwiEOrfCzaNPCvkqD8='"],
    "style-src": [SELF, UNSAFE_INLINE],
    "img-src": [SELF, "blob:", "data:"],
    "frame-src": [SELF],
}
# The preview of a draft is shown in a frame of the editor.
ADMIN_CSP_REPLACED = {"frame-ancestors": [SELF]}
# "no-referrer" would make browsers send "Origin: null", and every form post would be refused.
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
