"""The definition of trafficking in human beings and the facts of a person's situation.

Sources: UN Trafficking Protocol (2000) art. 3; Directive 2011/36/EU as amended by Directive (EU) 2024/1712;
age bands as in the CTDC data; support types as in HTCDS 2.0 (IOM, CC BY 4.0).
"""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Act(models.TextChoices):
    """What was done (UN Protocol art. 3 (a); exchange or transfer of control: Directive 2011/36/EU art. 2)."""

    RECRUITMENT = "recruitment", _("Recruitment")
    TRANSPORTATION = "transportation", _("Transportation")
    TRANSFER = "transfer", _("Transfer")
    HARBOURING = "harbouring", _("Harbouring")
    RECEIPT = "receipt", _("Receipt")
    CONTROL = "control", _("Exchange or transfer of control")


class Means(models.TextChoices):
    """How it was done. Not required where the victim is a child (UN Protocol art. 3 (c))."""

    THREAT = "threat", _("Threat")
    FORCE = "force", _("Use of force")
    COERCION = "coercion", _("Other forms of coercion")
    ABDUCTION = "abduction", _("Abduction")
    FRAUD = "fraud", _("Fraud")
    DECEPTION = "deception", _("Deception")
    ABUSE_OF_POWER = "abuse_of_power", _("Abuse of power")
    ABUSE_OF_VULNERABILITY = "abuse_of_vulnerability", _("Abuse of a position of vulnerability")
    PAYMENTS = "payments", _("Payments or benefits to a person who has control")


class Purpose(models.TextChoices):
    """What it was done for (UN Protocol art. 3 (a); from BEGGING on: the EU Directives)."""

    PROSTITUTION = "prostitution", _("Exploitation of the prostitution of others")
    SEXUAL_EXPLOITATION = "sexual_exploitation", _("Other sexual exploitation")
    FORCED_LABOUR = "forced_labour", _("Forced labour or services")
    SLAVERY = "slavery", _("Slavery")
    SLAVERY_LIKE = "slavery_like", _("Practices similar to slavery")
    SERVITUDE = "servitude", _("Servitude")
    ORGAN_REMOVAL = "organ_removal", _("Removal of organs")
    BEGGING = "begging", _("Begging")
    CRIMINAL_ACTIVITIES = "criminal_activities", _("Exploitation of criminal activities")
    FORCED_MARRIAGE = "forced_marriage", _("Forced marriage")
    ILLEGAL_ADOPTION = "illegal_adoption", _("Illegal adoption")
    SURROGACY = "surrogacy", _("Exploitation of surrogacy")


class AgeBand(models.TextChoices):
    """Age when the exploitation began, in the bands of the CTDC data."""

    UNDER_9 = "0-8", _("8 or younger")
    UNDER_18 = "9-17", _("9 to 17")
    FROM_18 = "18-20", _("18 to 20")
    FROM_21 = "21-23", _("21 to 23")
    FROM_24 = "24-26", _("24 to 26")
    FROM_27 = "27-29", _("27 to 29")
    FROM_30 = "30-38", _("30 to 38")
    FROM_39 = "39-47", _("39 to 47")
    FROM_48 = "48+", _("48 or older")
    MIXED = "mixed", _("Several people of different ages")
    NOT_STATED = "not_stated", _("Not stated")


CHILD_BANDS = frozenset({AgeBand.UNDER_9, AgeBand.UNDER_18})


class Gender(models.TextChoices):
    """Gender as the person tells it."""

    FEMALE = "female", _("Female")
    MALE = "male", _("Male")
    NON_BINARY = "non_binary", _("Non-binary")
    MIXED = "mixed", _("Several people")
    NOT_STATED = "not_stated", _("Not stated")


class Support(models.TextChoices):
    """Kinds of support given (HTCDS support plan types)."""

    EDUCATION = "education", _("Education")
    FINANCIAL = "financial", _("Financial help")
    HEALTH = "health", _("Health care")
    LABOUR_REHABILITATION = "labour_rehabilitation", _("Rehabilitation after labour exploitation")
    LEGAL = "legal", _("Legal help")
    LIVELIHOOD = "livelihood", _("Livelihood")
    RIGHTS_TRAINING = "rights_training", _("Training on rights")
    SEXUAL_REHABILITATION = "sexual_rehabilitation", _("Rehabilitation after sexual exploitation")
    SOCIAL_CARE = "social_care", _("Social care")


class Sector(models.TextChoices):
    """Economic sector: the sections of ISIC revision 4 (United Nations)."""

    A = "A", _("Agriculture, forestry and fishing")
    B = "B", _("Mining and quarrying")
    C = "C", _("Manufacturing")
    D = "D", _("Electricity and gas")
    E = "E", _("Water supply and waste")
    F = "F", _("Construction")
    G = "G", _("Trade and vehicle repair")
    H = "H", _("Transport and storage")
    I = "I", _("Accommodation and food service")  # noqa: E741  the letter of the standard
    J = "J", _("Information and communication")
    K = "K", _("Finance and insurance")
    L = "L", _("Real estate")
    M = "M", _("Professional and technical services")
    N = "N", _("Cleaning, agency work and other support services")
    O = "O", _("Public administration")  # noqa: E741  the letter of the standard
    P = "P", _("Education")
    Q = "Q", _("Health and social work")
    R = "R", _("Arts and recreation")
    S = "S", _("Other services")
    T = "T", _("Domestic work in households")
    U = "U", _("Embassies and international bodies")
