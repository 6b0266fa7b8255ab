package dev.pons.lis1;

import static dev.pons.lis1.Ascii.last;
import static dev.pons.lis1.Ascii.piece;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pons.lis1.Lis1.Checksum;

import org.junit.jupiter.api.Test;

/** The link as the receiver, character by character (LIS01-A2, 6.2 to 6.5). */
class ReceivingTest {

    private static final String H = last(1, "H|\\^&<CR>");
    private static final String L = last(2, "L|1|N<CR>");
    private static final String MESSAGE = "message H|\\^&<CR>L|1|N<CR>";

    private final Bench bench = new Bench(Given.host());

    @Test
    void aMessageIsWholeWithItsTerminatorRecord() {
        assertThat(bench.hears("<ENQ>")).isEqualTo("<ACK>");
        assertThat(bench.hears(H)).isEqualTo("<ACK>");
        assertThat(bench.told).isEmpty();
        assertThat(bench.hears(L)).isEqualTo("<ACK>");
        assertThat(bench.told).containsExactly(MESSAGE);
        assertThat(bench.hears("<EOT>")).isEmpty();
        assertThat(bench.link.idle()).isTrue();
        assertThat(bench.link.due()).isNull();
    }

    @Test
    void theLastFrameIsAcknowledgedWhenTheMessageIsDurable() {
        bench.keeps = null;
        bench.hears("<ENQ>" + H);
        assertThat(bench.hears(L)).isEmpty();
        assertThat(bench.told).containsExactly(MESSAGE);
        assertThat(bench.link.due()).isNull();
        assertThat(bench.hears(L)).as("the sender repeats it").isEmpty();
        assertThat(bench.taken(true)).isEqualTo("<ACK>");
        assertThat(bench.taken(true)).as("once").isEmpty();
        assertThat(bench.told).hasSize(1);
    }

    @Test
    void whatIsNotKeptIsRefusedAndOfferedAgainWhenItsLastFrameIsRepeated() {
        bench.keeps = false;
        bench.hears("<ENQ>" + H);
        assertThat(bench.hears(L)).isEqualTo("<NAK>");
        assertThat(bench.hears(last(2, "L|1|F<CR>"))).as("another text").isEqualTo("<NAK>");
        bench.keeps = true;
        assertThat(bench.hears(L)).isEqualTo("<ACK>");
        assertThat(bench.told)
                .containsExactly(
                        MESSAGE,
                        MESSAGE
                                + " (1 bad frames repeated by the sender, the last one with another"
                                + " text than before)");
        assertThat(bench.hears("<EOT><ENQ>")).isEqualTo("<ACK>");
    }

    @Test
    void whatIsNotKeptIsForgottenWhenTheSenderGivesUp() {
        bench.keeps = false;
        bench.hears("<ENQ>" + H + L + "<EOT>");
        bench.keeps = true;
        assertThat(bench.hears("<ENQ>" + last(1, "L|2<CR>") + "<EOT>")).contains("<ACK>");
        assertThat(bench.told).containsExactly(MESSAGE, "message L|2<CR>");
    }

    @Test
    void anAnswerThatComesWhenTheSenderHasGivenUpSaysNothing() {
        bench.keeps = null;
        bench.hears("<ENQ>" + H + L);
        assertThat(bench.hears("<EOT>")).isEmpty();
        assertThat(bench.hears("<ENQ>")).as("busy").isEqualTo("<NAK>");
        assertThat(bench.taken(true)).isEmpty();
        assertThat(bench.hears("<ENQ>")).isEqualTo("<ACK>");
        assertThat(bench.told).hasSize(1);
    }

    @Test
    void aSenderThatBeginsAnewIsToldToWaitWhileItsMessageIsDecided() {
        bench.keeps = null;
        bench.hears("<ENQ>" + H + L);
        assertThat(bench.hears("<ENQ>")).isEqualTo("<NAK>");
        assertThat(bench.taken(false)).isEmpty();
        assertThat(bench.link.idle()).isTrue();
    }

    @Test
    void severalMessagesInOneTransfer() {
        bench.hears("<ENQ>" + H + L);
        bench.hears(last(3, "H|2<CR>"));
        assertThat(bench.hears(last(4, "L|2<CR>"))).isEqualTo("<ACK>");
        assertThat(bench.told).containsExactly(MESSAGE, "message H|2<CR>L|2<CR>");
    }

    @Test
    void recordsOverManyFramesAndManyRecordsInOneFrame() {
        bench.hears("<ENQ>" + piece(1, "H|a") + piece(2, "b<CR>P|") + piece(3, "1<CR>L|"));
        assertThat(bench.told).isEmpty();
        bench.hears(last(4, "1<CR>"));
        bench.hears(last(5, "H|2<CR>L|1<CR>"));
        assertThat(bench.told)
                .containsExactly("message H|ab<CR>P|1<CR>L|1<CR>", "message H|2<CR>L|1<CR>");
    }

    @Test
    void framesAreNumberedOneToSevenAndZero() {
        bench.hears("<ENQ>");
        for (int n = 1; n <= 20; n++) {
            assertThat(bench.hears(last(n % 8, "R|" + n + "<CR>"))).isEqualTo("<ACK>");
        }
        bench.hears(last(21 % 8, "L<CR>"));
        assertThat(bench.told).singleElement().asString().contains("R|7<CR>R|8<CR>R|9");
    }

    @Test
    void aRecordThatEndsWithoutCrGetsOne() {
        bench.hears("<ENQ>" + last(1, "H|1") + last(2, "P|1") + last(3, "L|1"));
        assertThat(bench.told)
                .containsExactly(
                        "message H|1<CR>P|1<CR>L|1 (2 records without CR at the end of their frame"
                                + " completed)");
    }

    @Test
    void aRepeatedFrameIsAcknowledgedAndNotTakenTwice() {
        bench.hears("<ENQ>" + H);
        assertThat(bench.hears(H)).isEqualTo("<ACK>");
        bench.hears(L);
        assertThat(bench.hears(L)).isEqualTo("<ACK>");
        assertThat(bench.told).containsExactly(MESSAGE);
    }

    @Test
    void framesThatAreRefused() {
        bench.hears("<ENQ>");
        assertThat(bench.hears(last(0, "H<CR>"))).as("none before").isEqualTo("<NAK>");
        assertThat(bench.hears(last(2, "H<CR>"))).as("not the first").isEqualTo("<NAK>");
        assertThat(bench.hears("<STX>1H<CR><ETX>88<CR><LF>")).as("checksum").isEqualTo("<NAK>");
        assertThat(bench.hears("<STX>1H<CR><ETX>8<CR><LF>")).as("one digit").isEqualTo("<NAK>");
        assertThat(bench.hears("<STX>1H<CR><ETX>G9<CR><LF>")).as("no digit").isEqualTo("<NAK>");
        assertThat(bench.hears("<STX>1H<CR><ETX>89<LF>")).as("no CR").isEqualTo("<NAK>");
        assertThat(bench.hears("<STX>1H<CR>89<CR><LF>")).as("no ETX").isEqualTo("<NAK>");
        assertThat(bench.hears("<STX>1H<CR><ETX><CR><LF>")).as("no sum").isEqualTo("<NAK>");
        assertThat(bench.hears("<STX>1H<LF>")).as("LF inside").isEqualTo("<NAK>");
        assertThat(bench.hears("<STX><LF>")).as("nothing").isEqualTo("<NAK>");
        assertThat(bench.hears(last(8, "H<CR>"))).as("no number").isEqualTo("<NAK>");
        assertThat(bench.hears("<STX>1H<CR><ETX>89<CR><LF>")).isEqualTo("<ACK>");
        assertThat(bench.hears(last(3, "L<CR>"))).as("one left out").isEqualTo("<NAK>");
        assertThat(bench.hears(last(2, "L<CR>"))).isEqualTo("<ACK>");
        assertThat(bench.told)
                .containsExactly(
                        "message H<CR>L<CR> (12 bad frames repeated by the sender, the last one"
                                + " with a wrong frame number)");
    }

    @Test
    void smallLettersInAChecksumAreTaken() {
        bench.hears("<ENQ>");
        assertThat(bench.hears("<STX>1H|\\^&<CR><ETX>e5<CR><LF>")).isEqualTo("<ACK>");
    }

    @Test
    void stxInsideAFrameBeginsItAgain() {
        bench.hears("<ENQ>");
        assertThat(bench.hears("<STX>1H|half" + last(1, "L<CR>"))).isEqualTo("<ACK>");
        assertThat(bench.told).containsExactly("message L<CR>");
    }

    @Test
    void checksumsThatMayBeMissingMustBeRightWhereTheyAre() {
        var some = new Bench(Given.checksum(Checksum.OPTIONAL));
        some.hears("<ENQ>");
        assertThat(some.hears("<STX>1H<CR><ETX>88<CR><LF>")).isEqualTo("<NAK>");
        assertThat(some.hears("<STX>1H<CR><ETX><CR><LF>")).isEqualTo("<ACK>");
        assertThat(some.hears(last(2, "L<CR>"))).isEqualTo("<ACK>");
        var none = new Bench(Given.checksum(Checksum.NONE));
        none.hears("<ENQ>");
        assertThat(none.hears("<STX>1H<CR><ETX>88<CR><LF>")).isEqualTo("<ACK>");
        assertThat(none.hears("<STX>2L<CR><ETX><CR><LF>")).isEqualTo("<ACK>");
    }

    @Test
    void bytesOutsideOfFramesAreSkippedAndCounted() {
        bench.hears("xx<CR><LF><ENQ>y" + H + "<CR><LF>" + L);
        assertThat(bench.told).containsExactly(MESSAGE + " (7 bytes outside of frames skipped)");
    }

    @Test
    void aDoubledEnqIsAnsweredOnce() {
        assertThat(bench.hears("<ENQ><ENQ>")).isEqualTo("<ACK>");
        assertThat(bench.hears("<ENQ>")).isEmpty();
        assertThat(bench.hears(H)).isEqualTo("<ACK>");
        assertThat(bench.hears("<ENQ>")).isEmpty();
        assertThat(bench.hears(L)).isEqualTo("<ACK>");
    }

    @Test
    void enqBehindAWholeMessageBeginsAnewForEotWasLost() {
        bench.hears("<ENQ>" + H + L);
        assertThat(bench.hears("<ENQ><ENQ>")).isEqualTo("<ACK>");
        assertThat(bench.hears(H)).isEqualTo("<ACK>");
        assertThat(bench.hears("<ENQ>")).as("inside a message").isEmpty();
        assertThat(bench.hears(L)).isEqualTo("<ACK>");
        assertThat(bench.told).containsExactly(MESSAGE, MESSAGE);
    }

    @Test
    void aFrameWithTheLastNumberAndAnotherTextIsNoRepeatedOne() {
        bench.hears("<ENQ>" + H);
        assertThat(bench.hears(last(1, "H|other<CR>"))).isEqualTo("<NAK>");
    }

    @Test
    void wholeRecordsWithoutTerminatorAreAMessageWhenTheTransferEnds() {
        bench.keeps = null;
        bench.hears("<ENQ>" + H + last(2, "P|1<CR>"));
        assertThat(bench.hears("<EOT>")).isEmpty();
        assertThat(bench.told)
                .containsExactly(
                        "message H|\\^&<CR>P|1<CR> (no terminator record (L) before EOT; the sender"
                                + " was answered before)");
        assertThat(bench.taken(true)).isEmpty();
        assertThat(bench.link.idle()).isTrue();
    }

    @Test
    void aTransferThatIsBrokenOffIsNoMessage() {
        bench.hears("<ENQ>" + piece(1, "H|canary") + "<EOT>");
        bench.hears("<ENQ>" + H + last(3, "canary<CR>") + "<EOT>");
        bench.hears("<ENQ>" + H + "<STX>2canary<EOT>");
        bench.hears("<ENQ>" + H);
        bench.after(15);
        bench.hears("<EOT>");
        bench.hears("<ENQ><EOT>");
        assertThat(bench.told)
                .containsExactly(
                        "refused H|canary: malformed: the sender ended the transfer inside a"
                                + " message after 8 bytes",
                        "refused H|\\^&<CR>: malformed: the sender ended the transfer inside a"
                                + " message after 6 bytes; bad frames: 1, the last one with a wrong"
                                + " frame number",
                        "refused H|\\^&<CR>: malformed: the sender ended the transfer inside a"
                                + " message after 6 bytes; bad frames: 1, the last one with no frame"
                                + " number, end or checksum where it should be, or LF inside",
                        "refused H|\\^&<CR>: malformed: the sender ended the transfer inside a"
                                + " message after 6 bytes");
        assertThat(bench.link.idle()).isTrue();
    }

    @Test
    void aSenderWhoseFramesAreAllBadIsToldOf() {
        bench.hears("<ENQ>");
        for (int n = 0; n < 6; n++) {
            bench.hears("<STX>1canary<CR><ETX>00<CR><LF>");
        }
        bench.hears("<EOT>");
        assertThat(bench.told)
                .containsExactly(
                        "refused : malformed: the sender ended the transfer inside a message after 0"
                                + " bytes; bad frames: 6, the last one with a wrong checksum");
    }

    @Test
    void aSilentSenderIsGivenUpAfterThirtySeconds() {
        bench.hears("<ENQ>");
        bench.after(29.9);
        bench.hears(H);
        bench.after(29.9);
        assertThat(bench.told).isEmpty();
        assertThat(bench.after(0.1)).isEmpty();
        assertThat(bench.told)
                .containsExactly(
                        "refused H|\\^&<CR>: malformed: no frame for 30s inside a transfer after 6"
                                + " bytes");
        assertThat(bench.link.idle()).isTrue();
        bench.hears("<ENQ>");
        bench.after(30);
        assertThat(bench.told).as("nothing had come").hasSize(1);
        assertThat(bench.link.idle()).isTrue();
    }

    @Test
    void aLongFrameOnASlowLineIsNoSilence() {
        bench.hears("<ENQ><STX>1H|");
        for (int n = 0; n < 10; n++) {
            bench.after(20);
            bench.hears("x");
        }
        assertThat(bench.link.idle()).isFalse();
        bench.after(30);
        assertThat(bench.link.idle()).isTrue();
    }

    @Test
    void aSenderThatDiedInsideAFrameAndAsksAgainIsHeardAfterThirtySeconds() {
        bench.hears("<ENQ><STX>1H|");
        bench.after(15);
        assertThat(bench.hears("<ENQ>")).isEmpty();
        bench.after(15);
        assertThat(bench.hears("<ENQ>")).isEqualTo("<ACK>");
    }

    @Test
    void aMessageThatIsTooLongIsRefusedFrameByFrameAndKeptOnlyInPart() {
        var small = new Bench(Given.host(), 10, null);
        small.hears("<ENQ>" + last(1, "H|1234<CR>"));
        assertThat(small.hears(last(2, "P|12345<CR>"))).isEqualTo("<NAK>");
        assertThat(small.hears(last(2, "P|12345<CR>"))).isEqualTo("<NAK>");
        small.hears("<EOT>");
        assertThat(small.told)
                .containsExactly(
                        "refused H|1234<CR>P|1: too-long: the message has more bytes than max-size"
                                + " allows (10); its sender was refused");
        small.hears("<ENQ>" + last(1, "L|12345678<CR>"));
        assertThat(small.told).hasSize(1);
        small.hears("<EOT><ENQ>" + last(1, "L|1234567<CR>"));
        assertThat(small.told).hasSize(3).last().isEqualTo("message L|1234567<CR>");
    }

    @Test
    void aFrameWithoutEndTakesNoMemoryAndIsRefused() {
        bench.hears("<ENQ><STX>1");
        var piece = "x".repeat(1000);
        for (int n = 0; n < 1000; n++) {
            bench.hearsAtOnce(piece);
        }
        assertThat(bench.hears("<CR><LF>")).isEqualTo("<NAK>");
        assertThat(bench.hears(last(1, "L<CR>"))).isEqualTo("<ACK>");
        assertThat(bench.told).singleElement().asString().contains("more than 64000 characters");
    }

    @Test
    void theLongestFrameOfTheStandardIsTaken() {
        bench.hears("<ENQ>");
        assertThat(bench.hears(last(1, "L" + "x".repeat(63_991) + "<CR>"))).isEqualTo("<ACK>");
    }

    @Test
    void aLineThatBreaksRefusesWhatHasComeHalf() {
        bench.hears("<ENQ>" + H);
        bench.lost();
        assertThat(bench.told)
                .containsExactly(
                        "refused H|\\^&<CR>: malformed: the line broke inside a message after 6"
                                + " bytes");
        assertThat(bench.link.idle()).isTrue();
        bench.keeps = null;
        bench.hears("<ENQ>" + H + L);
        bench.lost();
        assertThat(bench.link.idle()).as("somebody reads the message").isFalse();
        assertThat(bench.taken(true)).isEmpty();
        assertThat(bench.link.idle()).isTrue();
        assertThat(bench.told).hasSize(2);
    }
}
