package dev.pons.lis1;

import static dev.pons.lis1.Act.ABANDON;
import static dev.pons.lis1.Act.ABORT;
import static dev.pons.lis1.Act.ACCEPT;
import static dev.pons.lis1.Act.ACKNOWLEDGE;
import static dev.pons.lis1.Act.ADVANCE;
import static dev.pons.lis1.Act.BREAK;
import static dev.pons.lis1.Act.BUSY;
import static dev.pons.lis1.Act.CUT;
import static dev.pons.lis1.Act.ENQUIRE;
import static dev.pons.lis1.Act.FINISH;
import static dev.pons.lis1.Act.FORGET;
import static dev.pons.lis1.Act.GIVE_UP;
import static dev.pons.lis1.Act.KEEP;
import static dev.pons.lis1.Act.NOTHING;
import static dev.pons.lis1.Act.OFFER;
import static dev.pons.lis1.Act.OFFER_OPEN;
import static dev.pons.lis1.Act.REFUSE;
import static dev.pons.lis1.Act.REPEAT;
import static dev.pons.lis1.Act.SILENT;
import static dev.pons.lis1.Act.WAIT;
import static dev.pons.lis1.Act.YIELD;

import org.jspecify.annotations.Nullable;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The states of a link, each with its moves (LIS01-A2, section 6 and its state diagrams). */
enum State {
    /** Nobody sends. */
    NEUTRAL,
    /** A message waits until the other side may be asked again; it may ask meanwhile. */
    WAITING,
    /** The other side asked to be let in (6.3.5): it has 15 s to begin. */
    RESTING,
    /** ENQ is sent. */
    ENQUIRED,
    /** A frame is sent. */
    SENDING,
    /** The other side sends. */
    RECEIVING,
    /** A message has come whole; its last frame waits for the answer. */
    DECIDING,
    /** A message waits for its answer, and nobody is told: its sender has ended the transfer. */
    LEFT;

    /** Where a link goes, and what it does then. */
    record Move(State from, Signal on, Act act, State to) {}

    /** What is not in here is ignored: a doubled or belated character changes nothing. */
    private static final List<Move> MOVES =
            List.of(
                    // Establishment (6.2)
                    new Move(NEUTRAL, Signal.SEND, ENQUIRE, ENQUIRED),
                    new Move(NEUTRAL, Signal.ENQ, ACCEPT, RECEIVING),
                    new Move(WAITING, Signal.ENQ, ACCEPT, RECEIVING),
                    new Move(WAITING, Signal.TIME, ENQUIRE, ENQUIRED),
                    new Move(RESTING, Signal.ENQ, ACCEPT, RECEIVING),
                    new Move(RESTING, Signal.TIME, NOTHING, NEUTRAL),
                    new Move(ENQUIRED, Signal.ACK, ADVANCE, SENDING),
                    new Move(ENQUIRED, Signal.NAK, WAIT, WAITING),
                    new Move(ENQUIRED, Signal.ENQ, YIELD, WAITING),
                    new Move(ENQUIRED, Signal.TOO_OFTEN, GIVE_UP, NEUTRAL),
                    new Move(ENQUIRED, Signal.TIME, ABANDON, NEUTRAL),
                    // Transfer (6.3) and its end (6.4), as the sender
                    new Move(SENDING, Signal.ACK, ADVANCE, SENDING),
                    new Move(SENDING, Signal.LAST_ACK, FINISH, NEUTRAL),
                    new Move(SENDING, Signal.LAST_EOT, FINISH, RESTING),
                    new Move(SENDING, Signal.NAK, REPEAT, SENDING),
                    new Move(SENDING, Signal.TOO_OFTEN, ABORT, NEUTRAL),
                    new Move(SENDING, Signal.TIME, ABANDON, NEUTRAL),
                    // Transfer, as the receiver
                    new Move(RECEIVING, Signal.FRAME, ACKNOWLEDGE, RECEIVING),
                    new Move(RECEIVING, Signal.SAME_FRAME, ACKNOWLEDGE, RECEIVING),
                    new Move(RECEIVING, Signal.BAD_FRAME, REFUSE, RECEIVING),
                    new Move(RECEIVING, Signal.LAST_FRAME, OFFER, DECIDING),
                    new Move(RECEIVING, Signal.EOT, CUT, NEUTRAL),
                    new Move(RECEIVING, Signal.WHOLE_EOT, OFFER_OPEN, LEFT),
                    new Move(RECEIVING, Signal.ENQ_ANEW, ACCEPT, RECEIVING),
                    new Move(RECEIVING, Signal.TIME, SILENT, NEUTRAL),
                    new Move(DECIDING, Signal.KEPT, KEEP, RECEIVING),
                    new Move(DECIDING, Signal.NOT_KEPT, REFUSE, RECEIVING),
                    new Move(DECIDING, Signal.EOT, NOTHING, LEFT),
                    new Move(DECIDING, Signal.ENQ, BUSY, LEFT),
                    new Move(LEFT, Signal.ENQ, BUSY, LEFT),
                    new Move(LEFT, Signal.KEPT, FORGET, NEUTRAL),
                    new Move(LEFT, Signal.NOT_KEPT, FORGET, NEUTRAL),
                    // The line breaks
                    new Move(WAITING, Signal.LOST, NOTHING, NEUTRAL),
                    new Move(RESTING, Signal.LOST, NOTHING, NEUTRAL),
                    new Move(ENQUIRED, Signal.LOST, NOTHING, NEUTRAL),
                    new Move(SENDING, Signal.LOST, NOTHING, NEUTRAL),
                    new Move(RECEIVING, Signal.LOST, BREAK, NEUTRAL),
                    new Move(DECIDING, Signal.LOST, NOTHING, LEFT));

    private static final Map<State, Map<Signal, Move>> TABLE = new EnumMap<>(State.class);

    static {
        for (var move : MOVES) {
            TABLE.computeIfAbsent(move.from(), from -> new EnumMap<>(Signal.class))
                    .put(move.on(), move);
        }
    }

    /** What follows; null: nothing, the state remains. */
    @Nullable Move on(Signal signal) {
        return TABLE.getOrDefault(this, Map.of()).get(signal);
    }

    /** Frames come in this state; else single characters. */
    boolean takesFrames() {
        return this == RECEIVING || this == DECIDING;
    }
}
