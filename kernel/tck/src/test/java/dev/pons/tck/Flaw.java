package dev.pons.tck;

/** What a plugin of these tests does wrong; each test sets it before it runs a contract. */
enum Flaw {
    NONE,
    /** Says yes before the engine has the message. */
    HASTY,
    /** Says yes to what was not kept. */
    LIAR,
    /** Begins a thread that it never ends. */
    LEAKY,
    /** Logs what it gets. */
    TALKATIVE,
    /** Says delivered without having waited for the answer. */
    DEAF,
    /** Sends again what was refused. */
    STUBBORN,
    /** Gives another result each time. */
    MOODY,
    /** Writes what nobody touched in another way. */
    TIDY,
    /** Throws what it must not at bytes that it does not like. */
    FRAGILE,
    /** Says what it read in the words of a problem. */
    QUOTING;

    private static volatile Flaw now = NONE;

    static void is(Flaw flaw) {
        now = flaw;
    }

    boolean isNow() {
        return now == this;
    }
}
