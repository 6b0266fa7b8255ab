package dev.pons.plugin.hl7v2;

import dev.pons.spi.Message;
import dev.pons.spi.Receipt;
import dev.pons.spi.format.Value;

import org.slf4j.LoggerFactory;

import java.lang.management.ManagementFactory;
import java.util.concurrent.Callable;

/** How many messages a second on one core: run its {@code main} from an editor or with java. */
final class Speed {

    private Speed() {}

    public static void main(String[] args) throws Exception {
        var text = new StringBuilder(Given.ADT);
        while (text.length() < 590) {
            text.append("AL1|1|DA|PEN^Penicillin^L|SE|Rash and swelling\r");
        }
        text.append("NTE|1||").append("x".repeat(668 - text.length())).append('\r');
        var message = Given.message(text.toString());
        var format = Given.format();
        var stored = Receipt.of(Receipt.Kind.STORED).withId("1-42");
        measure(
                "identify and answer",
                () -> format.identify(message).size() + format.reply(message, stored).toBytes()[9]);
        measure(
                "get, set and write",
                () -> {
                    var tree = (Hl7v2Tree) format.read(message);
                    var name = tree.find(tree.root(), "PID-5.1").get(0);
                    tree.set(name, Value.of(tree.value(name).text() + "X"));
                    return (int) tree.write().size();
                });
        measure("judge", () -> format.judge(message, message).why().length());
        measure("read only", () -> format.read(Message.of(message.body())).hashCode());
    }

    private static void measure(String what, Callable<Integer> work) throws Exception {
        long sum = 0;
        for (int round = 0; round < 4; round++) {
            long begun = cpu();
            int count = 400_000;
            for (int i = 0; i < count; i++) {
                sum += work.call();
            }
            long rate = count * 1_000_000_000L / (cpu() - begun);
            LoggerFactory.getLogger(Speed.class).info("{}: {}/s ({})", what, rate, sum & 1);
        }
    }

    /** Of this thread: other work on the machine does not count. */
    private static long cpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}
