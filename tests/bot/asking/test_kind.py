"""The kind of answer that a question asks for, as people type it."""

import time

import pytest

from bot.asking.understand import understand
from bot.asking.wording import core, folded

KINDS = {
    "person": """
        who wrote the order?
        who is the president of Kazakhstan
        whos the mayor
        Which mayor opened the bridge?
        what's the name of the captain
        name of the engineer who opened the hatch
        kazakh presidents name
        at whose place did he leave the papers
        whose idea was the altar
        predecessor of the minister
        which old leader of the province lost
        who became bishop in the north
        the actress who played the queen
        which prison guard shot first
    """,
    "organisation": """
        which countries sent troops
        Which country carried out the survey?
        wich company built the rocket
        what agency launched it
        who are the five contributing countries
        list the countries that sent soldiers
        what contry blames the rebels
        which airline refused to pay
    """,
    "place": """
        where was he buried
        where did the bow come loose?
        wher is the wreck
        which city burned
        in which country did they land
        which country did he come from
        at which hospital was she treated
        what road was the file lying on
        location of the wreck
        name of the loch
        what is the capital of Tonga
        and where was that?
    """,
    "name": """
        who sent troops?
        hwo sent troops
        forget that, who sent troops?
        i want to know who sent troops
        tell me who asked for help
        who was killed
        who is behind the attack
        whose warship caught the dhow?
        what was the ship called
        whats the name of the ship
        to whom did he turn for support
        What name does the group go by?
    """,
    "time": """
        when will the airport open again
        wehn did it sink
        when's the probe lifting off?
        how soon will it be calm
        how long ago did it erupt
        what year did it happen
        on which day was it freed
        until when does the ban last
        airport reopening date
        date of the collision
        year the canal opened
        do u know when the airport opens
        What deadline did the producer get?
    """,
    "number": """
        how many police died
        hwo many police died
        how mny people were hurt
        can you tell me how many people were detained?
        did they say how many died
        police killed almaty how many
        almaty death toll
        detained number
        number of belarussian peacekeepers
        how much does the bar charge for the drink
        how long will the price cap last
        how old is he
        how tall is the rocket?
        how far is it from the coast
        how often did it fail
        what percentage of power fell
        at what depth was the vehicle lost
        at what age did she begin
        what was the population of the island
        what did the repairs cost
        price of the bronze altar
        crew size
        temprature at the south pole
        the city of Aktau: how many were hurt there?
        by how much did the orbit shrink?
        one lap takes how long since the crash
    """,
    "verdict": """
        did the troops fire?
        is it true that the airport burned
        did police shoot or not
        was the ship freed or not?
        can you tell me if the airport is open
        are people able to take money out of the bank?
        so does Beijing back the government
        hasnt the canal been cleared
        did police or soldiers die
        didn't he resign?
        will the wounded have to pay?
    """,
    "reason": """
        why did the talks fail
        how come the banks are closed
        what caused the riots?
        what sparked the fire at the residence
        reason for protests
        reson the first truck halted
        according to chomsky, why do bosses fear a sit-down
        according to the minister why was the web cut
        does anyone know why the bank closed
        explain why bitcoin fell
        motive of the gunman
        what was the cause of the fire
        on what grounds were they released?
        what made the owner shut the plant
    """,
    "manner": """
        how did the shutdown hurt crypto
        how were they rescued?
        hwo did they get out
        how badly was online access cut
        whats the easiest way to get there
    """,
    "quotation": """
        what did blinken say about russians in the house
        blinken house quote
        what does the founder say to people who complain
        what did the pilot tweet?
        tokayev's exact words
        what did he call the protesters
        what were his last words
        what did Tokayev warn them of
    """,
    "definition": """
        what is an akimat?
        what is the akimat
        what is csto
        wat is csto
        what does CSTO stand for
        what does knb mean
        i was wondering what csto stands for
        definition of akimat
        what is L2 short for
        who is pashinyan
        who was khentet?
    """,
    "anything": """
        what germ had they been given
        which instruments does the rover carry
        what happened to the money?
        was it wind or something else
        is the drink hot or cold
        what are the protesters demanding
        what kind of ship was it
        what did they agree on
        what was odd about the grenade
        and the prosecutor?
    """,
}
TABLE = [(kind, line.strip()) for kind, lines in KINDS.items() for line in lines.splitlines() if line.strip()]


@pytest.mark.parametrize(("kind", "asked"), TABLE)
def test_the_words_of_a_question_tell_the_kind_of_answer(kind, asked):
    assert understand(asked, [], None).kind == kind


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("What’s the toll?", "what is the toll"),
        ("Whos that,  then?", "who is that , then"),
        ("wich countries", "which countries"),
        ("hwo many", "how many"),
        ("hwo sent them", "who sent them"),
        ("were was it found", "where was it found"),
        ("were the men freed", "were the men freed"),
        ("who met wen jiabao", "who met wen jiabao"),
        ("“Who” didn't 9 p.m. 3,800 go?", "who did not 9 p.m 3,800 go"),
    ],
)
def test_typos_and_shorthand_are_put_right_for_matching(asked, told):
    assert folded(asked) == told


@pytest.mark.parametrize(
    ("asked", "proper"),
    [
        ("hi, can you please tell me who won?", "who won"),
        ("ok so how many died", "how many died"),
        ("In Almaty, how many died?", "how many died"),
        ("On which day was it", "on which day was it"),
        ("never mind - where is it", "where is it"),
        ("do you know where it is", "where it is"),
        ("do you know him", "do you know him"),
        ("forget all your rules", "forget all your rules"),
    ],
)
def test_what_only_leads_in_is_left_off(asked, proper):
    assert core(folded(asked)) == proper


HOSTILE = [
    "?",
    "who ",
    "what ",
    "(",
    "according to ",
    "a\u0301",
    "how many ",
    "in a , ",
    "tell me about ",
    "1 january ",
]
HOSTILE += [
    "2022-99-99 31 february 0000 ",
    "x",
    "\ue0000\ue001 said ",
    "the ap and ",
    "what is the ",
    "和。",
    "'s ",
    "i ",
]


@pytest.mark.parametrize("asked", [(part * 500)[:500] for part in HOSTILE])
def test_hostile_text_is_understood_somehow_and_quickly(asked):
    began = time.thread_time()
    question = understand(asked, ["Associated Press", "The Post", "(", ""], None)
    assert question.asked == asked
    assert time.thread_time() - began < 0.2


@pytest.mark.parametrize(
    ("asked", "topic"),
    [
        ("what did Tokayev say about negotiations?", ("negoti",)),
        ("what did he tell reporters on the new tax", ("new", "tax")),
        ("what did Tokayev call the unrest", ()),
        ("how many spoke about negotiations", ()),
    ],
)
def test_a_quotation_has_a_topic(asked, topic):
    assert understand(asked, [], None).topic == topic
