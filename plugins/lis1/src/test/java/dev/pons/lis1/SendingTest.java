package dev.pons.lis1;

import static dev.pons.lis1.Ascii.last;
import static dev.pons.lis1.Ascii.piece;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pons.lis1.Lis1.Checksum;
import dev.pons.lis1.Lis1.Role;

import org.junit.jupiter.api.Test;

import java.time.Instant;

/** The link as the sender, character by character (LIS01-A2, 6.2 to 6.5). */
class SendingTest {

    private static final String MESSAGE = "H|\\^&<CR>L|1|N<CR>";
    private static final String FIRST = last(1, "H|\\^&<CR>");
    private static final String SECOND = last(2, "L|1|N<CR>");

    private final Bench bench = new Bench(Given.host());

    @Test
    void eachRecordIsAFrameAndEachFrameWaitsForItsAck() {
        assertThat(bench.sends(MESSAGE)).isEqualTo("<ENQ>");
        assertThat(bench.link.idle()).isFalse();
        assertThat(bench.hears("<ACK>")).isEqualTo(FIRST);
        assertThat(bench.hears("<ACK>")).isEqualTo(SECOND);
        assertThat(bench.told).isEmpty();
        assertThat(bench.hears("<ACK>")).isEqualTo("<EOT>");
        assertThat(bench.told).containsExactly("sent");
        assertThat(bench.link.idle()).isTrue();
        assertThat(bench.link.due()).isNull();
    }

    @Test
    void theChecksumIsThatOfTheStandardsExample() {
        // sums as other implementations have them on the wire
        assertThat(FIRST).isEqualTo("<STX>1H|\\^&<CR><ETX>E5<CR><LF>");
        assertThat(last(1, "H<CR>")).isEqualTo("<STX>1H<CR><ETX>89<CR><LF>");
    }

    @Test
    void aLongRecordGoesOnInTheNextFrameAndNumbersBeginAgainBehindSeven() {
        var small = new Bench(Given.of(Role.HOST, 3, Checksum.REQUIRED));
        small.sends("Habcdefghij<CR>Lklmnopqrs<CR>");
        assertThat(small.hears("<ACK>")).isEqualTo(piece(1, "Hab"));
        assertThat(small.hears("<ACK>")).isEqualTo(piece(2, "cde"));
        assertThat(small.hears("<ACK>")).isEqualTo(piece(3, "fgh"));
        assertThat(small.hears("<ACK>")).isEqualTo(last(4, "ij<CR>"));
        assertThat(small.hears("<ACK>")).isEqualTo(piece(5, "Lkl"));
        assertThat(small.hears("<ACK>")).isEqualTo(piece(6, "mno"));
        assertThat(small.hears("<ACK>")).isEqualTo(piece(7, "pqr"));
        assertThat(small.hears("<ACK>")).isEqualTo(last(0, "s<CR>"));
        assertThat(small.hears("<ACK>")).isEqualTo("<EOT>");
    }

    @Test
    void aRecordWithoutCrGoesAsItIs() {
        bench.sends("H<CR>L|1");
        assertThat(bench.hears("<ACK>")).isEqualTo(last(1, "H<CR>"));
        assertThat(bench.hears("<ACK>")).isEqualTo(last(2, "L|1"));
        assertThat(bench.hears("<ACK>")).isEqualTo("<EOT>");
    }

    @Test
    void aRefusedFrameIsSentAgainWithTheSameNumberSixTimesInAll() {
        bench.sends(MESSAGE);
        bench.hears("<ACK>");
        for (int again = 2; again <= 6; again++) {
            assertThat(bench.hears("<NAK>")).isEqualTo(FIRST);
        }
        assertThat(bench.hears("<NAK>")).isEqualTo("<EOT>");
        assertThat(bench.told)
                .containsExactly(
                        "REJECTED: a frame was refused 6 times; look for noise on the line, and at"
                                + " what the receiver logs");
        assertThat(bench.link.idle()).isTrue();
    }

    @Test
    void refusalsAreCountedForEachFrame() {
        bench.sends(MESSAGE);
        bench.hears("<ACK>");
        for (int again = 2; again <= 6; again++) {
            assertThat(bench.hears("<NAK>")).isEqualTo(FIRST);
        }
        assertThat(bench.hears("<ACK>")).isEqualTo(SECOND);
        assertThat(bench.hears("<NAK>")).isEqualTo(SECOND);
        assertThat(bench.hears("<ACK>")).isEqualTo("<EOT>");
        assertThat(bench.told).containsExactly("sent");
    }

    @Test
    void aBusyReceiverIsAskedAgainAfterTenSeconds() {
        bench.sends(MESSAGE);
        assertThat(bench.hears("<NAK>")).isEmpty();
        assertThat(bench.after(9.9)).isEmpty();
        assertThat(bench.after(0.1)).isEqualTo("<ENQ>");
        assertThat(bench.hears("<ACK>")).isEqualTo(FIRST);
    }

    @Test
    void aReceiverThatStaysBusyIsAskedSixTimes() {
        bench.sends(MESSAGE);
        for (int again = 2; again <= 6; again++) {
            bench.hears("<NAK>");
            assertThat(bench.after(10)).isEqualTo("<ENQ>");
        }
        assertThat(bench.hears("<NAK>")).isEmpty();
        assertThat(bench.told)
                .containsExactly(
                        "NOT_SENT: the other side was busy, or wanted to send itself, each of the 6"
                                + " times that it was asked");
    }

    @Test
    void nobodyRepliesToEnq() {
        bench.sends(MESSAGE);
        assertThat(bench.after(14.9)).isEmpty();
        assertThat(bench.after(0.1)).isEqualTo("<EOT>");
        assertThat(bench.told)
                .containsExactly(
                        "NOT_SENT: nobody replied to ENQ for 15s; is the other side on and"
                                + " connected?");
        assertThat(bench.link.idle()).isTrue();
    }

    @Test
    void noReplyInTheMiddleIsNotSentAndNoReplyToTheLastFrameIsUnknown() {
        bench.sends(MESSAGE);
        bench.hears("<ACK>");
        assertThat(bench.after(15)).isEqualTo("<EOT>");
        bench.sends(MESSAGE);
        bench.hears("<ACK>");
        bench.hears("<ACK>");
        assertThat(bench.after(15)).isEqualTo("<EOT>");
        assertThat(bench.told)
                .containsExactly(
                        "NOT_SENT: no reply to a frame for 15s; more were to follow",
                        "UNKNOWN: no reply to the last frame for 15s");
    }

    @Test
    void theTimeForAReplyBeginsWhenTheFrameHasLeft() {
        bench.sends(MESSAGE);
        bench.link.received(Ascii.bytes("<ACK>"), 0, 1, Instant.EPOCH);
        assertThat(bench.link.output()).isNotEmpty();
        assertThat(bench.after(100)).isEmpty();
        bench.link.written(Instant.EPOCH.plusSeconds(100));
        assertThat(bench.after(14.9)).isEmpty();
        assertThat(bench.after(0.1)).isEqualTo("<EOT>");
    }

    @Test
    void whatComesBeforeTheFrameHasLeftIsNoReplyToIt() {
        bench.sends(MESSAGE);
        assertThat(bench.hears("<ACK><ACK><ACK><NAK>")).isEqualTo(FIRST);
        assertThat(bench.hears("<ACK><ACK>")).isEqualTo(SECOND);
        assertThat(bench.told).isEmpty();
        assertThat(bench.hears("<ACK><ACK>")).isEqualTo("<EOT>");
        assertThat(bench.told).containsExactly("sent");
    }

    @Test
    void whatIsNoReplyIsIgnored() {
        bench.sends(MESSAGE);
        assertThat(bench.hears("x<CR><LF><EOT><STX>")).isEmpty();
        assertThat(bench.hears("<ACK>")).isEqualTo(FIRST);
        assertThat(bench.hears("x<ENQ><STX><ETX>")).isEmpty();
        assertThat(bench.hears("<ACK>")).isEqualTo(SECOND);
    }

    @Test
    void eotInPlaceOfAckIsAnAckAndInTheMiddleTheMessageGoesOn() {
        bench.sends(MESSAGE);
        bench.hears("<ACK>");
        assertThat(bench.hears("<EOT>")).isEqualTo(SECOND);
        assertThat(bench.hears("<ACK>")).isEqualTo("<EOT>");
        assertThat(bench.told).containsExactly("sent");
        assertThat(bench.link.idle()).isTrue();
    }

    @Test
    void eotForTheLastFrameLeavesTheLineToTheReceiverForFifteenSeconds() {
        bench.sends(MESSAGE);
        bench.hears("<ACK>");
        bench.hears("<ACK>");
        assertThat(bench.hears("<EOT>")).isEqualTo("<EOT>");
        assertThat(bench.told).containsExactly("sent");
        assertThat(bench.link.idle()).isFalse();
        bench.after(14.9);
        assertThat(bench.link.idle()).isFalse();
        bench.after(0.1);
        assertThat(bench.link.idle()).isTrue();
    }

    @Test
    void theReceiverThatAskedToBeLetInSendsAndThenTheLineIsFree() {
        bench.sends("L<CR>");
        bench.hears("<ACK>");
        bench.hears("<EOT>");
        assertThat(bench.hears("<ENQ>")).isEqualTo("<ACK>");
        assertThat(bench.hears(last(1, "L<CR>"))).isEqualTo("<ACK>");
        bench.hears("<EOT>");
        assertThat(bench.link.idle()).isTrue();
        assertThat(bench.told).containsExactly("sent", "message L<CR>");
    }

    @Test
    void framesWithoutChecksumWhereNoneIsAgreed() {
        var none = new Bench(Given.checksum(Checksum.NONE));
        none.sends(MESSAGE);
        assertThat(none.hears("<ACK>")).isEqualTo("<STX>1H|\\^&<CR><ETX><CR><LF>");
    }

    @Test
    void reservedCharactersAreRefusedBeforeAnythingIsSent() {
        for (int code :
                new int[] {1, 2, 3, 4, 5, 6, 0x10, 0x11, 0x12, 0x13, 0x14, 0x15, 0x16, 23}) {
            var one = new Bench(Given.host());
            assertThat(one.sends("H|canary" + (char) code + "<CR>")).isEmpty();
            assertThat(one.told)
                    .containsExactly(
                            "REJECTED: the message has the control character 0x%02X at byte 8, "
                                            .formatted(code)
                                    + "which the link reserves: remove it in a step");
            assertThat(one.link.idle()).isTrue();
        }
        assertThat(bench.sends("H|<CR><LF>L|1<CR><LF>")).isEmpty();
        assertThat(bench.sends("")).isEmpty();
        assertThat(bench.told)
                .containsExactly(
                        "REJECTED: the message has the control character 0x0A at byte 3, "
                                + "which the link reserves: end records with CR alone",
                        "REJECTED: the message is empty");
        assertThat(bench.sends("H|\t\b\u001b\u00ff<CR>")).isEqualTo("<ENQ>");
    }

    @Test
    void aLineThatBreaksIsUnknownOnlyBehindTheLastFrame() {
        bench.sends(MESSAGE);
        bench.lost();
        bench.sends(MESSAGE);
        bench.hears("<ACK>");
        bench.lost();
        bench.sends(MESSAGE);
        bench.hears("<ACK>");
        bench.hears("<ACK>");
        bench.lost();
        assertThat(bench.told)
                .containsExactly(
                        "NOT_SENT: the line broke before all was sent",
                        "NOT_SENT: the line broke before all was sent",
                        "UNKNOWN: the line broke before the last frame was acknowledged");
        assertThat(bench.link.idle()).isTrue();
        assertThat(bench.link.due()).isNull();
        assertThat(bench.says()).isEmpty();
    }

    @Test
    void oneMessageAtATime() {
        bench.sends(MESSAGE);
        assertThatThrownBy(() -> bench.sends(MESSAGE))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the link is ENQUIRED; wait until it is idle");
    }

    @Test
    void aMessageThatCannotBeReadEndsTheTransfer() {
        bench.link.send(new Broken("H<CR>L<CR>"), Instant.EPOCH);
        bench.says();
        bench.hears("<ACK>");
        assertThat(bench.hears("<ACK>")).isEqualTo("<EOT>");
        assertThat(bench.told).containsExactly("NOT_SENT: the message cannot be read");
        assertThat(bench.link.idle()).isTrue();
    }
}
