import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Whether the messages of each key came in the order in which they were sent. */
final class KeyOrder {

    private KeyOrder() {}

    static boolean holds(Path log, long from) throws IOException {
        Map<String, String> last = new HashMap<>();
        try (var in = Files.newBufferedReader(log)) {
            in.skip(from);
            for (var line = in.readLine(); line != null; line = in.readLine()) {
                var id = line.substring(line.indexOf(' ') + 1);
                int dash = id.indexOf('-');
                if (dash < 0) {
                    continue;
                }
                var key = id.substring(dash + 1, dash + 3) + id.substring(id.length() - 2);
                var before = last.put(key, id);
                if (before != null && before.compareTo(id) > 0) {
                    System.err.println("  order of a key broken: " + before + " before " + id);
                    return false;
                }
            }
        }
        return true;
    }
}
