package dev.pons.speed;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What is measured does what it says, and the peers do the same. */
class EditsTest {

    private final Edits edits = new Edits();

    @Test
    void theMessagesHaveTheSizesThatTheTableNames() {
        assertThat(Messages.ADT).hasSize(669);
        assertThat(Messages.ORU).hasSize(2445);
    }

    @Test
    void oneFieldIsChangedAndAllElseIsAsItWas() throws Exception {
        assertThat(Messages.text(edits.adtOneField()))
                .isEqualTo(Messages.ADT.replace("|Halloran^Edith", "|HalloranX^Edith"))
                .isEqualTo(Messages.text(edits.adtOneFieldHapi()));
        assertThat(Messages.text(edits.oruOneField()))
                .isEqualTo(Messages.ORU.replace("|Halloran^", "|HalloranX^"))
                .isEqualTo(Messages.text(edits.oruOneFieldHapi()));
    }

    @Test
    void stepsScriptsAndHapiChangeTheSameThreeFields() throws Exception {
        var changed =
                Messages.ADT
                        .replace("|Halloran^Edith", "|HALLORAN^Edith")
                        .replace("|19480612|F|", "|19480612|W|")
                        .replace("|WARD4^12", "|WARD4x^12");
        assertThat(changed).isNotEqualTo(Messages.ADT);
        assertThat(Messages.text(edits.keepAndSet()))
                .isEqualTo(changed)
                .isEqualTo(Messages.text(edits.keepAndSetHapi()))
                .isEqualTo(Messages.text(edits.script()))
                .isEqualTo(Messages.text(edits.classicScript()));
    }
}
