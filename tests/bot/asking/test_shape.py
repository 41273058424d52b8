"""Lists and overviews."""

import pytest

from bot.asking.understand import understand


def lines(text):
    return [line.strip() for line in text.splitlines() if line.strip()]


@pytest.mark.parametrize(
    "asked",
    lines("""
        which countries sent troops?
        wich countries sent troops
        which two countries held back
        what are the demands of the protesters
        who are the five contributing countries
        who all sent troops
        who else sent troops
        who sent troops and who else
        name the countries that sent troops
        list the demands
        names of the men shot dead
        countries that sent troops
        other countries with jellyfish problems
        which major cities were spared
        which board members voted for a cut
        what reasons did he give
        what kinds of ships were waiting
        which of the islands was hit
    """),
)
def test_these_words_ask_for_a_list(asked):
    assert understand(asked, [], None).several is True


@pytest.mark.parametrize(
    "asked",
    lines("""
        who sent troops?
        which country sent troops
        which bus crashed
        what causes most deaths
        which term describes it
        what are the little arms of the animal called
        how many countries sent troops
        deaths in the mine
        what is the news
        why did prices rise
        what are the protesters demanding
        what other sport did he play
        did the countries agree
    """),
)
def test_these_ask_for_one_thing_or_leave_it_open(asked):
    assert understand(asked, [], None).several is False


@pytest.mark.parametrize(
    "asked",
    lines("""
        what happened in Almaty?
        wat happend in almaty
        what happened on 5 January
        What happened?
        whats going on in kazakhstan
        what is happening there
        latest on the protests
        any news about tonga?
        tonga news
        news from peru
        give me the latest
        what's new
        summary of the dart mission
        update on the cable
        tell me about the protests
        can you tell me about tonga
        i want to know more about the canal
        tell me what happened in Almaty
        what do you know about tonga
        What is known about “Tide and tugs”?
        what's the situation in Almaty
        catch me up on the eruption
        Kazakhstan
    """),
)
def test_these_ask_for_an_overview(asked):
    question = understand(asked, [], None)
    assert (question.overview, question.kind, question.several) == (True, "anything", False)


@pytest.mark.parametrize(
    "asked",
    lines("""
        what happened to the money?
        what happened when the bow was freed
        what happened in Plzen that held up deliveries
        what is the latest version of the software
        what's the new puppy called
        why didn't the pilots know about the slush
        when did he learn about it
        about what year was it built
        who reads the news
        tell me how many died
        who sang tell me about the birds
        why
        did you hear the news
    """),
)
def test_these_ask_for_one_fact(asked):
    assert understand(asked, [], None).overview is False
