"""The table of every address of Wagtail's page admin that writes: what each role does there, and what readers see afterwards.

Each row acts as a person does (opens the form, changes values, presses the button) as every role; then four readers look at
every surface and see what the sharing agreement says, no more and no less. An address that is in no row fails the tests.
"""
