package dev.pons.itests.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pons.tck.Ports;

import org.junit.jupiter.api.Test;

import java.time.Duration;

/** MLLP through TLS with certificates on both sides, from the command that makes them on. */
class TlsIT {

    private static final String SENDER =
            """
            source: { mllp: { listen: { port: PLAIN } }, format: hl7v2 }
            destinations:
              lab:
                retry: { first: 100ms, longest: 1s }
                mllp:
                  connect:
                    host: 127.0.0.1
                    port: SECURED
                    tls: { trust: dev-ca, identity: ward }
            """;

    private static final String RECEIVER =
            """
            source:
              mllp: { listen: { port: SECURED, tls: { identity: hospital, trust: dev-ca, peers: [PEER] } } }
              format: hl7v2
            destinations:
              out: { file: { folder: out, name: "{MSH-10}-{meta.tls.subject}.hl7" } }
            """;

    @Test
    void messagesGoThroughMutualTlsAndWhatIsWrongIsSaid() throws Exception {
        int plain = Ports.free();
        int secured = Ports.free();
        var ports = new String[] {"" + plain, "" + secured};
        try (var instance = Instance.fresh()) {
            assertThat(instance.run("cert", "new", "hospital", "--host", "127.0.0.1").ok().out())
                    .contains("hospital.pem is made", "To try with only");
            instance.run("cert", "new", "ward").ok();
            instance.channel("his", filled(SENDER, ports))
                    .channel("lab", filled(RECEIVER, ports).replace("PEER", "ward"))
                    .start();
            assertThat(MllpClient.sendTo(plain, Yaml.adt("T1"))).contains("MSA|AA|T1");
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(
                            () ->
                                    assertThat(instance.read("out/T1-CN=ward.hl7"))
                                            .isEqualTo(Yaml.adt("T1")));
            seen(instance, secured);
            turnedAway(instance, plain, filled(RECEIVER, ports));
        }
    }

    private static String filled(String channel, String... ports) {
        return channel.replace("PLAIN", ports[0]).replace("SECURED", ports[1]);
    }

    private static void seen(Instance instance, int port) {
        assertThat(instance.exec("tls:list").ok().out())
                .contains("dev-ca", "authority", "CN=hospital", "signed by CN=Pons development");
        assertThat(
                        instance.exec(
                                        "tls:test 127.0.0.1:"
                                                + port
                                                + " --trust dev-ca --identity ward")
                                .ok()
                                .out())
                .contains("it is well: TLSv1.3", "for hospital, 127.0.0.1");
        assertThat(instance.exec("tls:test 127.0.0.1:" + port).text())
                .contains("CN=hospital", "signed by nobody that is trusted here");
    }

    /** The peer leaves the list: its line is closed, its messages wait, and both sides say why. */
    private static void turnedAway(Instance instance, int plain, String receiver) throws Exception {
        instance.channel("lab", receiver.replace("PEER", "another"));
        instance.awaitExec("channel:show lab", said -> said.contains("version 2"));
        assertThat(MllpClient.sendTo(plain, Yaml.adt("T2"))).contains("MSA|AA|T2");
        instance.awaitExec("channel:why lab", said -> said.contains("is not in the list of peers"));
        instance.channel("lab", receiver.replace("PEER", "CN=ward"));
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(
                        () ->
                                assertThat(instance.read("out/T2-CN=ward.hl7"))
                                        .isEqualTo(Yaml.adt("T2")));
    }
}
