"""What the engine, the outbox and the answers without the engine keep to."""

from .mutant import Mutant

_RULE = ("tests/integration/search/test_visibility_rule.py",)
_REQUEST = ("tests/unit/search/test_elasticsearch_query.py",)
_GRADING = ("tests/integration/search/test_engine_contract_grading.py",)
_PHRASES = ("tests/integration/search/test_engine_contract_phrases.py",)
_MEANINGS = ("tests/integration/search/test_engine_contract_meanings.py",)
_OUTBOX = ("tests/integration/search/test_outbox.py", "tests/integration/search/test_outages.py")
_SHAPE = ("tests/integration/search/test_index_shape.py",)
_SCORES = ("tests/unit/search/test_scores.py",)
_CANDIDATES = ("tests/integration/search/test_candidates.py",)
_BROWSING = ("tests/integration/search/test_fallback.py", "tests/integration/search/test_fallback_agrees.py")

MUTANTS = (
    Mutant(
        "the embedded engine shows an item before its first day",
        "search/engines/sqlite/select.py", '"(d.shared_from IS NULL OR d.shared_from <= %s)"', '"(%s <> 0)"', _RULE,
    ),
    Mutant(
        "the embedded engine hides an item on its last day",
        "search/engines/sqlite/select.py", "d.shared_until >= %s", "d.shared_until > %s", _RULE,
    ),
    Mutant(
        "what lags is shown as it was",
        "search/engines/base.py", "keys: list[int] = PendingChange.objects.entry_ids(MOST_PENDING + 1)", "keys: list[int] = []",
        _OUTBOX,
    ),
    Mutant(
        "an index that is far behind is trusted",
        "search/engines/base.py", "if len(keys) > MOST_PENDING:", "if False:", _OUTBOX,
    ),
    Mutant(
        "readers wait for an engine that has just failed",
        "search/engines/base.py", "            self.breaker.failed()\n", "", _OUTBOX,
    ),
    Mutant(
        "the breaker never closes again",
        "search/engines/base.py", "        self.breaker.succeeded()\n", "", _OUTBOX,
    ),
    Mutant(
        "a withdrawal is delivered below the version of the last write",
        "search/services/outbox.py", "row.version + 1)", "row.version - 1)", _OUTBOX,
    ),
    Mutant(
        "what the engine refuses is forgotten",
        "search/services/outbox.py", "if row.entry_id not in refused]).delete()", "]).delete()", _OUTBOX,
    ),
    Mutant(
        "rows go before the engine has them",
        "search/services/outbox.py", "        refused = engine.deliver(documents, gone)\n        _settle(rows, refused)\n",
        "        _settle(rows, {})\n        engine.deliver(documents, gone)\n", (*_OUTBOX, "tests/integration/search/test_commit.py"),
    ),
    Mutant(
        "without the engine countries and languages are not asked",
        "catalogue/facet_values.py", "lambda entry, _vocabulary: getattr(entry, name), _any(has)",
        "lambda entry, _vocabulary: getattr(entry, name), lambda *_: Q()", _BROWSING,
    ),
    Mutant(
        "an export holds what the reader may not read",
        "search/views/exports.py", "CatalogueEntry.objects.seen_by(viewer).select_related",
        "CatalogueEntry.objects.select_related", ("tests/integration/search/test_outbox.py",),
    ),
    Mutant(
        "an export begins cells with formulas",
        "catalogue/spreadsheets.py", 'return f"\'{cell}" if cell.startswith(_FORMULA) else cell', "return cell",
        ("tests/web/test_search_page.py",),
    ),
    Mutant(
        "a worker that waited for another makes the index once more",
        "search/services/rebuild.py", "        if not is_to_be_renewed(get_engine()):\n            return False\n", "", _SHAPE,
    ),
    Mutant(
        "the index of a later version is taken from it",
        "search/services/rebuild.py", "(standing is Standing.NEWER and engine.transactional)", "standing is Standing.NEWER", _SHAPE,
    ),
    Mutant(
        "workers of two versions make the index in turn",
        "search/services/renewal.py", "if self._was_in_step and state.standing is not Standing.MISSING:", "if False:", _SHAPE,
    ),
    Mutant(
        "a rebuild that fails is tried again at once",
        "search/services/renewal.py", "Pause(self._now() + seconds, ", "Pause(0.0, ", _SHAPE,
    ),
    Mutant(
        "a worker for cron tries a rebuild that failed again each minute",
        "search/management/commands/search_worker.py", "Renewal(outlives=True)", "Renewal()", _SHAPE,
    ),
    Mutant(
        "what the old index refused is not tried with the new one",
        "search/services/renewal.py", "        retry_refused()\n", "", _SHAPE,
    ),
    Mutant(
        "a word of another language that means the same finds nothing",
        "search/engines/sqlite/sources.py", "for meaning in meanings_of_whole(part):", "for meaning in ():", _MEANINGS,
    ),
    Mutant(
        "a text tells what its words mean in other languages than its own",
        "search/engines/tokens.py", "meanings_told(words, stems, language)",
        'meanings_told(words, ["en" + stem[2:] for stem in stems], "en")', _MEANINGS,
    ),
    Mutant(
        "all that speaks for one word adds up on Elasticsearch",
        "search/engines/elasticsearch/translate.py", '"tie_breaker": weights.FURTHER', '"tie_breaker": 1.0', _REQUEST,
    ),
    Mutant(
        "all that speaks for one word adds up on the embedded engine",
        "search/engines/sqlite/scores.py", "further = weights.FURTHER", "further = 1.0", _SCORES,
    ),
    Mutant(
        "Elasticsearch does not mind how far apart the words of a question stand",
        "search/engines/elasticsearch/translate.py", '"should": _near(query)', '"should": []', _REQUEST,
    ),
    Mutant(
        "where hidden entries stand tells how rare a word is",
        "search/engines/sqlite/candidates.py", "d WHERE {seen.sql} ORDER BY d.id", "d WHERE ({seen.sql} OR 1) ORDER BY d.id", _CANDIDATES,
    ),
    Mutant(
        "hidden entries count among those that have a word",
        "search/engines/sqlite/candidates.py", 'found_by(before, "1", str(few), seen)', 'found_by(before, "1", str(few), Part("1", []))',
        ("tests/integration/search/test_letters.py",),
    ),
    Mutant(
        "what the reader may not see takes a place among the newest that have a common word",
        "search/engines/sqlite/candidates.py", "AND {seen.sql} ORDER BY", "AND ({seen.sql} OR 1) ORDER BY", _CANDIDATES,
    ),
    Mutant(
        "for other spellings of a long word every place of every word with its first letter is read",
        "search/engines/sqlite/spelling.py", "if shortest >= SHORTEST_SPELLED and (", "if False and (", _CANDIDATES,
    ),
    Mutant(
        "what matches all is looked for among the newest alone",
        "search/engines/sqlite/candidates.py", "return [*self.whole, *self.matched]", "return list(self.matched)", _CANDIDATES,
    ),
    Mutant(
        "of what matches all the older weigh nothing",
        "search/engines/sqlite/scores.py", "dict.fromkeys(candidates.whole, by_words.get(clause, 0.0))", "{}", _SCORES,
    ),
    Mutant(
        "a word is as rare as the newest that were looked at are few",
        "search/engines/sqlite/candidates.py", "    if len(ids) < CANDIDATES:\n", "    if True:\n", _CANDIDATES,
    ),
    Mutant(
        "an item is said to lack a word that was not looked for in it",
        "search/engines/sqlite/listing.py", "self.candidates.matched[key] | self.candidates.cut", "self.candidates.matched[key]",
        _CANDIDATES,
    ),
    Mutant(
        "how often words stand in texts is read for all of them",
        "search/engines/sqlite/scores.py", "if (found := len(candidates.found[place].ids)) <= left:",
        "if found := len(candidates.found[place].ids):", _CANDIDATES,
    ),
    Mutant(
        "how often words stand in texts is read of the commonest",
        "search/engines/sqlite/scores.py", ".is_even, -worth[place])", ".is_even, worth[place])", _CANDIDATES,
    ),
    Mutant(
        "two common words are read for standing close together",
        "search/engines/sqlite/nearness.py", "both <= typed and both & rare and (", "both <= typed and (", _CANDIDATES,
    ),
    Mutant(
        "what the reader may not see takes the place of words that stand close together",
        "search/engines/sqlite/listing.py", "scored_statement(-1 - number, source, most, seen)",
        'scored_statement(-1 - number, source, most, seen if number < len(chosen) else Part("1", []))', _CANDIDATES,
    ),
    Mutant(
        "words that stand close together are listed whatever else is left out",
        "search/engines/sqlite/scores.py", "total.keys() & scores.keys()", "scores.keys()", _GRADING,
    ),
    Mutant(
        "words that stand close together weigh nothing more",
        "search/engines/weights.py", "NEAR = 0.4", "NEAR = 0", _GRADING,
    ),
    Mutant(
        "a summary counts like the text", "search/engines/tokens.py", "IN_TITLE, IN_SUMMARY, SUBJECT = 4, 2, 3",
        "IN_TITLE, IN_SUMMARY, SUBJECT = 4, 1, 3", _GRADING,
    ),
    Mutant(
        "translated summaries count like the text",
        "search/engines/tokens.py", "in pages if page.is_summary", "in pages if False", _GRADING,
    ),
    Mutant(
        "a rare topic counts alone, whatever its word is", "search/engines/sqlite/scores.py", "BY_CLAUSE = 0.3", "BY_CLAUSE = 0.0", _SCORES,
    ),
    Mutant(
        "everything is counted where one is enough",
        "search/engines/sqlite/select.py", 'f" LIMIT {most}"', '""', _CANDIDATES,
    ),
    Mutant(
        "the reader's language has no say",
        "search/engines/sqlite/listing.py", '"1": OWN_LANGUAGE', '"1": 1.0', _GRADING,
    ),
    Mutant(
        "the reader's language decides alone",
        "search/engines/weights.py", "OWN_LANGUAGE = 1.05", "OWN_LANGUAGE = 100", _GRADING,
    ),
    Mutant(
        "a phrase goes on from a title to the title in the next language",
        "search/engines/tokens.py", "tokens_of(title, language).apart()", "tokens_of(title, language)", _PHRASES,
    ),
    Mutant(
        "a phrase goes on from one file to the next",
        "search/documents.py", "goes_on = file_id is not None and files.get(entry_id) == file_id", "goes_on = True", _PHRASES,
    ),
    Mutant(
        "the pages of several files are mixed",
        "search/documents.py", 'order_by("file_id", "page", "pk")', 'order_by("page", "pk")', _PHRASES,
    ),
    Mutant(
        "the embedded index answers with words that look otherwise",
        "search/engines/sqlite/codes.py", "if Shape(digest or \"\").words != Shape(shape_digest()).words:", "if False:",
        ("tests/integration/search/test_embedded_index.py",),
    ),
)  # fmt: skip
