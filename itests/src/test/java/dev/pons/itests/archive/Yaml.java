package dev.pons.itests.archive;

/** Channel files that several tests need. */
final class Yaml {

    private Yaml() {}

    /** Takes HL7 on a port and writes each message to a file of its own in {@code out/}. */
    static String toFiles(int port) {
        return """
        source:
          mllp: { listen: { port: %d } }
          format: hl7v2
        destinations:
          files:
            file: { folder: out, name: "{MSH-10}.hl7", sync: none }
        """
                .formatted(port);
    }

    /** Takes HL7 on a port and sends it on to another one, untouched. */
    static String toPeer(int port, int peer) {
        return """
        source:
          mllp: { listen: { port: %d } }
          format: hl7v2
        destinations:
          peer:
            mllp: { connect: "127.0.0.1:%d", timeout: 5s }
            retry: { first: 100ms, longest: 500ms }
        """
                .formatted(port, peer);
    }

    /** An admission. */
    static String adt(String control) {
        return "MSH|^~\\&|HIS|H|LAB|L|20260101120000||ADT^A01^ADT_A01|"
                + control
                + "|P|2.5\rEVN|A01|20260101120000\rPID|1||4711^^^H^MR||Muster^Erika||19700101|F\r"
                + "PV1|1|I|W1\r";
    }
}
