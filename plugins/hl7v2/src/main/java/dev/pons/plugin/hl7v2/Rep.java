package dev.pons.plugin.hl7v2;

/** Which repetition of a field some handles stand on; it moves when one before it comes or goes. */
final class Rep {

    final int field;
    int number;
    boolean gone;

    Rep(int field, int number) {
        this.field = field;
        this.number = number;
    }
}
