"""What the checker says, one key a sentence; the words stand in words.toml."""

from enum import StrEnum

from bot.content.word_file import sentences
from bot.core.korean import fill, particle


class Sentence(StrEnum):
    """One sentence of the checker; `<name>` values are given by the code that says it."""

    # How many, and what stands before and after a sentence
    TO_MEND = "to_mend"
    WARNINGS = "warnings"
    NOTHING_WRONG = "nothing_wrong"
    WARNED = "warned"
    MEANT = "meant"
    CAN_BE_WRITTEN = "can_be_written"

    # Files
    NO_FILE = "no_file"
    NO_FOLDER = "no_folder"
    FILE_LACKING = "file_lacking"
    FILE_TOO_LARGE = "file_too_large"
    FILE_LOCKED = "file_locked"
    NOT_A_FILE = "not_a_file"
    FILE_EMPTY = "file_empty"
    NOT_UTF8 = "not_utf8"
    LOOKS_LIKE = "looks_like"
    UNKNOWN_TABLE = "unknown_table"

    # YAML
    UNREADABLE = "unreadable"
    TAB = "tab"
    TAG = "tag"
    OPEN_BRACKET = "open_bracket"
    OPEN_QUOTE = "open_quote"
    STRANGE_SIGN = "strange_sign"
    SECOND_DOCUMENT = "second_document"
    ALIAS = "alias"
    TOO_DEEP = "too_deep"
    KEY_TWICE = "key_twice"

    # Shapes of names and values
    UNKNOWN_KEY = "unknown_key"
    LACKING = "lacking"
    EMPTY = "empty"
    EMPTY_LIST = "empty_list"
    NOT_ONE_WORD = "not_one_word"
    NOT_A_LIST = "not_a_list"
    NOT_LINES = "not_lines"
    NOT_FIELDS = "not_fields"
    NOT_A_PAGE = "not_a_page"
    NOT_AN_OPTION = "not_an_option"
    NOT_A_NAME = "not_a_name"
    NOT_A_NUMBER = "not_a_number"
    NOT_A_DAY = "not_a_day"
    NOT_A_TIME = "not_a_time"
    LESS_THAN_ONE = "less_than_one"

    # What stands in two places
    ELSEWHERE_TOO = "elsewhere_too"
    ID_ELSEWHERE_TOO = "id_elsewhere_too"

    # Questions and answers
    ANSWER_LONG = "answer_long"
    FEW_ASKS = "few_asks"
    NO_TESTS = "no_tests"
    ENTRY_IS_DRAFT = "entry_is_draft"
    DRAFT_TO_WRITE = "draft_to_write"
    DRAFT_ANSWER = "draft_answer"
    THEN_TWO_PLACES = "then_two_places"

    # Texts and tables
    UNKNOWN_TEXT = "unknown_text"
    NO_SUCH_VALUE = "no_such_value"
    NO_VALUE_HERE = "no_value_here"
    HOURS_DISORDERED = "hours_disordered"
    UNTIL_BEFORE_FROM = "until_before_from"

    # Local facts
    PLACE_NOT_PLAIN = "place_not_plain"
    PLACE_WRITTEN = "place_written"
    PLACE_LACKING = "place_lacking"
    PLACE_UNSURE = "place_unsure"
    NOT_A_PLACE = "not_a_place"

    # Reviews
    REVIEW_OLD = "review_old"
    LAW_CHANGED = "law_changed"

    # Style
    STYLE_MANY = "style_many"
    STYLE_LONG = "style_long"
    STYLE_PREFACE = "style_preface"
    STYLE_BUTTON = "style_button"
    STYLE_ARTICLE = "style_article"
    STYLE_TERM = "style_term"
    STYLE_ENDING = "style_ending"
    STYLE_RENAMED = "style_renamed"
    STYLE_OFFICIAL = "style_official"
    STYLE_PROMISE = "style_promise"
    SOURCE_TORN = "source_torn"

    # What is covered
    COVERED = "covered"
    COVERED_LABELS = "covered_labels"
    COVERED_FACTS = "covered_facts"
    COVERED_ARTICLES = "covered_articles"
    COVERED_PLACES = "covered_places"

    # Names that are not there
    NO_SUCH = "no_such"
    A_FLOW = "a_flow"
    AN_ANSWER = "an_answer"
    AN_ENTRY = "an_entry"
    A_KIND_OF_CASE = "a_kind_of_case"
    A_KIND_NOT_OURS = "a_kind_not_ours"
    A_NODE = "a_node"
    A_PAPER = "a_paper"
    A_PARAGRAPH = "a_paragraph"
    A_PLACE = "a_place"
    A_RETENTION = "a_retention"
    A_RULE = "a_rule"
    A_VALUE = "a_value"
    NOT_MADE = "not_made"

    # Words of another language
    STAYS_KOREAN = "stays_korean"
    NOT_IN_KOREAN = "not_in_korean"

    # Flows
    OTHER_STEM = "other_stem"
    SAME_ID = "same_id"
    PRIORITY_OPEN = "priority_open"
    ROUTE_SHAPE = "route_shape"
    ROUTE_LONG = "route_long"
    ROUTE_OPEN = "route_open"
    OTHERWISE_EARLY = "otherwise_early"
    NO_WHEN = "no_when"

    # Conditions and ranges
    WRONG_WAY_ROUND = "wrong_way_round"
    TWO_ENDS = "two_ends"
    NOT_A_BOUND = "not_a_bound"
    IS_A_NUMBER = "is_a_number"
    NO_SUCH_ANSWER = "no_such_answer"
    INCOMPARABLE = "incomparable"

    # Sorts of values, and rules
    SORT_WORD = "sort_word"
    SORT_WORDS = "sort_words"
    SORT_DATE = "sort_date"
    SORT_NUMBER = "sort_number"
    WANTS_SORT = "wants_sort"
    IS_SORT = "is_sort"
    NOT_THAT_SORT = "not_that_sort"
    BARE_VALUE = "bare_value"
    GIVES_NO_DAY = "gives_no_day"
    NOT_A_DUE = "not_a_due"
    RULE_IN_RULE = "rule_in_rule"
    HAS_NAME_OF_QUESTION = "has_name_of_question"
    IS_OTHER_SORT_ELSEWHERE = "is_other_sort_elsewhere"

    # Answers as examples write them
    TAKES_SEVERAL = "takes_several"
    TAKES_STEP = "takes_step"
    EXAMPLE_EMPTY = "example_empty"

    # Do the files agree
    FLOW_IS_DRAFT = "flow_is_draft"
    TITLE_ELSEWHERE_TOO = "title_elsewhere_too"
    NODE_DIFFERS = "node_differs"
    ITS_KIND = "its_kind"
    ITS_ANSWERS = "its_answers"
    TWICE = "twice"
    FORMER_ELSEWHERE_TOO = "former_elsewhere_too"
    FORMER_IN_USE = "former_in_use"
    FORMERLY_LACKS = "formerly_lacks"

    # Are questions understood
    FINDS_NOTHING = "finds_nothing"
    FINDS_OTHER = "finds_other"
    TEST_TOO_NEAR = "test_too_near"

    # Do flows lead anywhere
    NEVER_REACHED = "never_reached"
    LOOP = "loop"
    DEAD_END = "dead_end"
    DEAD_END_OF_CHOICE = "dead_end_of_choice"
    NOT_REVIEWED = "not_reviewed"
    NO_SOURCES = "no_sources"
    NO_LAW_DAY = "no_law_day"

    # Are values there where they are used
    VALUE_IN_LABEL = "value_in_label"
    NOT_MADE_YET = "not_made_yet"
    MAY_BE_MISSING = "may_be_missing"
    SO_SAY_WHEN = "so_say_when"
    SO_SAY_NEEDS = "so_say_needs"
    NEED_BESIDE_THE_WAY = "need_beside_the_way"

    # Do the examples hold
    NO_EXAMPLES = "no_examples"
    NONE_CHOOSES = "none_chooses"
    NONE_ENDS = "none_ends"
    NONE_SHOWS = "none_shows"
    IN_EXAMPLE = "in_example"
    BEYOND_CALENDAR = "beyond_calendar"
    HEARD_UNCLEAR = "heard_unclear"
    HEARD_NOTHING = "heard_nothing"
    DIFFERS = "differs"
    CANNOT_ANSWER = "cannot_answer"
    NOTHING = "nothing"
    NOT_KNOWN = "not_known"

    # The picture
    PICTURE_OTHERWISE = "picture_otherwise"
    PICTURE_OR = "picture_or"
    PICTURE_IS = "picture_is"
    PICTURE_KNOWN = "picture_known"
    PICTURE_UNKNOWN = "picture_unknown"
    PICTURE_AT_LEAST = "picture_at_least"
    PICTURE_AT_MOST = "picture_at_most"
    PICTURE_BELOW = "picture_below"
    PICTURE_ABOVE = "picture_above"
    PICTURE_BETWEEN = "picture_between"

    # Rules, each under the name by which flows call it
    RULE_FOUNDING_NOTICE_LAST_DAY = "rule_founding_notice_last_day"
    RULE_EARLIEST_FOUNDING_MEETING = "rule_earliest_founding_meeting"
    RULE_PETITION_END = "rule_petition_end"
    RULE_CIVIL_DAYS_END = "rule_civil_days_end"
    RULE_CIVIL_MONTHS_END = "rule_civil_months_end"
    RULE_DAYS_UNTIL = "rule_days_until"
    RULE_ACCEPTANCE_DUE = "rule_acceptance_due"
    RULE_DEEMED_ACCEPTED_ON = "rule_deemed_accepted_on"
    RULE_CERTIFICATE_DUE = "rule_certificate_due"
    RULE_REGISTRATION_DUE = "rule_registration_due"
    RULE_BUSINESS_REGISTRATION_DUE = "rule_business_registration_due"
    RULE_DAYS_BETWEEN = "rule_days_between"
    RULE_PROMOTERS_MISSING = "rule_promoters_missing"
    RULE_MONTHLY_INCOME = "rule_monthly_income"
    RULE_MONTHLY_LEFT = "rule_monthly_left"
    RULE_MONTHLY_SHORTAGE = "rule_monthly_shortage"
    RULE_SALES_TO_COVER = "rule_sales_to_cover"
    RULE_MONEY_MISSING = "rule_money_missing"
    RULE_HOMES_TO_REPORT = "rule_homes_to_report"
    RULE_SOCIAL_NOTICE_LAST_DAY = "rule_social_notice_last_day"
    RULE_EARLIEST_SOCIAL_MEETING = "rule_earliest_social_meeting"
    RULE_LICENCE_DUE = "rule_licence_due"
    RULE_DEEMED_LICENSED_ON = "rule_deemed_licensed_on"
    RULE_LICENSED_REGISTRATION_DUE = "rule_licensed_registration_due"
    RULE_BYLAWS_LICENCE_DUE = "rule_bylaws_licence_due"
    RULE_MAIN_BUSINESS_MISSING = "rule_main_business_missing"
    RULE_CLINIC_CONSENTERS_MISSING = "rule_clinic_consenters_missing"
    RULE_MEETING_NOTICE_LAST_DAY = "rule_meeting_notice_last_day"
    RULE_AUDIT_PAPERS_LAST_DAY = "rule_audit_papers_last_day"
    RULE_CHANGE_REGISTRATION_DUE = "rule_change_registration_due"
    RULE_TAX_CHANGE_DUE = "rule_tax_change_due"
    RULE_YEAR_END_NEAR = "rule_year_end_near"
    RULE_YEARLY_REGISTRATION_DUE = "rule_yearly_registration_due"
    RULE_YEARLY_REPORT_DUE = "rule_yearly_report_due"
    RULE_DISCLOSURE_DUE = "rule_disclosure_due"
    RULE_MEMBERS_TO_DISCLOSURE = "rule_members_to_disclosure"
    RULE_COMPANY_REPORT_DUE = "rule_company_report_due"
    RULE_CONVERSION_ACCEPTANCE_DUE = "rule_conversion_acceptance_due"
    RULE_CONVERSION_DEEMED_ON = "rule_conversion_deemed_on"
    RULE_CONVERSION_LICENCE_DUE = "rule_conversion_licence_due"
    RULE_CONVERSION_DEEMED_LICENSED_ON = "rule_conversion_deemed_licensed_on"
    RULE_CONVERSION_REGISTRATION_DUE = "rule_conversion_registration_due"
    RULE_LICENSED_CONVERSION_REGISTRATION_DUE = "rule_licensed_conversion_registration_due"
    RULE_CONVERSION_CONSENTS_NEEDED = "rule_conversion_consents_needed"
    RULE_FEDERATION_COOPS_MISSING = "rule_federation_coops_missing"
    RULE_MIXED_FEDERATION_COOPS_MISSING = "rule_mixed_federation_coops_missing"
    RULE_FEDERATION_NOTICE_LAST_DAY = "rule_federation_notice_last_day"
    RULE_FEDERATION_ACCEPTANCE_DUE = "rule_federation_acceptance_due"
    RULE_FEDERATION_LICENCE_DUE = "rule_federation_licence_due"
    RULE_FEDERATION_REGISTRATION_DUE = "rule_federation_registration_due"
    RULE_LICENSED_FEDERATION_REGISTRATION_DUE = "rule_licensed_federation_registration_due"


def tell(sentence: Sentence, /, **words: object) -> str:
    """The sentence with its values and fitting particles."""
    values = {name: str(word) for name, word in words.items()}
    return fill(sentences("bot.content")[sentence], values, _fitting).strip()


def about_rule(name: str) -> str:
    """What staff read of a rule, by the name under which it is registered."""
    return tell(Sentence(f"rule_{name}"))


def _fitting(word: str, pair: str) -> str:
    """After a Latin letter the pair stays as it is: nobody knows how staff would read the name aloud."""
    last = word.rstrip("?!.,~ ")
    return pair if last[-1:].isascii() and last[-1:].isalpha() else particle(last, pair)
