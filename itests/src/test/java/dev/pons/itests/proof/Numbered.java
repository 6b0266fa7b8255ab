package dev.pons.itests.proof;

/**
 * Messages that tell where they come from: each is whole known from its control id, so a receiver
 * can say whether a byte of it changed.
 */
final class Numbered {

    private static final String BODY =
            """
            EVN|A01|20260314081525|||jsmith^Smith^Joan^^^^RN
            PID|1||%1$s^^^GENHOSP^MR||Halloran^Edith^Mary^^Mrs||19480612|F|||14 Orchard Row^^Milltown
            NK1|1|Halloran^Peter^J|SPO^Spouse|14 Orchard Row^^Milltown^^MT1 4QX|^PRN^PH^^44^1632^960124
            PV1|1|I|WARD4^12^B^GENHOSP^^BED||||2154^Okafor^Daniel^^^Dr|3388^Lindqvist^Karin^^^Dr||MED
            AL1|1|DA|PEN^Penicillin^L|SV|Rash
            """
                    .replace('\n', '\r');

    private Numbered() {}

    /** A control id of at most 20 characters (MSH-10 in v2.5): connection and number. */
    static String id(int connection, long number) {
        return "%02d-%08d".formatted(connection, number);
    }

    static int connection(String id) {
        return Integer.parseInt(id.substring(0, 2));
    }

    /** The message; MSH-4 names the connection, for a destination that keeps order by key. */
    static String message(String id) {
        return "MSH|^~\\&|ADTSYS|C%02d|ENGINE|CENTRAL|20260314081530||ADT^A01^ADT_A01|%s|P|2.5.1\r"
                        .formatted(connection(id), id)
                + BODY.formatted(id);
    }
}
