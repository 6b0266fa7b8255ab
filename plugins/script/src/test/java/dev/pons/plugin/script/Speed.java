package dev.pons.plugin.script;

import org.slf4j.LoggerFactory;

import java.lang.management.ManagementFactory;

/** How many messages a second on one core: run its {@code main} from an editor or with java. */
final class Speed {

    private Speed() {}

    public static void main(String[] args) throws Exception {
        measure(
                "three gets and sets",
                Given.step(
                        "msg.set('PID-5.1', msg.get('PID-5.1').toUpperCase());"
                                + "msg.set('PID-8', msg.get('PID-8') === 'F' ? 'W' : 'M');"
                                + "msg.set('PV1-3.1', msg.get('PV1-3.1') + 'x');"));
        measure(
                "E4X",
                Given.classic(
                        "msg['PID']['PID.5']['PID.5.1'] ="
                                + " msg['PID']['PID.5']['PID.5.1'].toString().toUpperCase();"
                                + "msg['PID']['PID.8']['PID.8.1'] ="
                                + " msg['PID']['PID.8']['PID.8.1'].toString() == 'F' ? 'W' : 'M';"
                                + "msg['PV1']['PV1.3']['PV1.3.1'] ="
                                + " msg['PV1']['PV1.3']['PV1.3.1'].toString() + 'x';"));
        measure("nothing", Given.step("1"));
    }

    private static void measure(String what, ScriptStep step) throws Exception {
        int count = 40_000;
        var world = new Given.World();
        var message =
                dev.pons.spi.Message.of(
                        Given.ORU.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        for (int round = 0; round < 5; round++) {
            long begun = cpu();
            for (int i = 0; i < count; i++) {
                var flow = world.flow(message);
                step.apply(message, flow).message().orElseThrow();
            }
            long rate = count * 1_000_000_000L / (cpu() - begun);
            LoggerFactory.getLogger(Speed.class).info("{}: {}/s", what, rate);
        }
    }

    /** Of this thread: other work on the machine does not count. */
    private static long cpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}
