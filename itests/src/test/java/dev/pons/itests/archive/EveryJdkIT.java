package dev.pons.itests.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pons.tck.Ports;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import java.util.stream.Stream;

/** The archive starts, takes, changes, delivers and stops on every JDK that the machine offers. */
class EveryJdkIT {

    private static final String ADMIT =
            "MSH|^~\\&|HIS|H|LAB|L|20260101120000||ADT^A01^ADT_A01|J1|P|2.5\r"
                    + "EVN|A01|20260101120000\rPID|1||4711^^^H^MR||Muster^Erika\rPV1|1|I\r";

    @TestFactory
    Stream<DynamicTest> runsOn() {
        System.out.println("JDKs on this machine: " + Jdk.offered());
        return Jdk.offered().stream()
                .map(jdk -> DynamicTest.dynamicTest(jdk.toString(), () -> smoke(jdk)));
    }

    private void smoke(Jdk jdk) {
        int port = Ports.free();
        try (MllpReceiver lab = MllpReceiver.on(0);
                Instance instance = Instance.on(jdk.home())) {
            instance.channel(
                    "smoke",
                    """
                    source:
                      mllp: { listen: { port: %d } }
                      format: hl7v2
                    steps:
                      - set: { PID-5.1: "{PID-5.1 | upper}" }
                    destinations:
                      lab:
                        mllp: { connect: "127.0.0.1:%d" }
                    """
                            .formatted(port, lab.port()));
            Result started = instance.run("start").ok();
            System.out.printf("%s: start took %d ms%n", jdk, started.time().toMillis());

            assertThat(MllpClient.sendTo(port, ADMIT)).contains("MSA|AA|J1");

            await().until(() -> lab.received().size() == 1);
            assertThat(lab.received().get(0)).isEqualTo(ADMIT.replace("Muster", "MUSTER"));
            instance.stop();
            assertThat(instance.log()).doesNotContain("Exception").doesNotContain("ERROR");
            assertThat(instance.read("log/stdout.log")).doesNotContain("WARNING");
        }
    }
}
