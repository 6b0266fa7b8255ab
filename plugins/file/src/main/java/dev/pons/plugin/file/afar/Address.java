package dev.pons.plugin.file.afar;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A folder on a server: {@code sftp://lab@files.example:22/in}. The path is the server's, from its
 * root; {@code /~/in} is below the folder that the user begins in. Or one of a bucket, whose name
 * stands for the host: {@code s3://bucket/in}.
 *
 * @param scheme in small letters
 * @param user empty: none is in it
 * @param path as the server takes it, without a slash at the end; relative below the user's folder
 */
public record Address(String scheme, Optional<String> user, String host, int port, String path) {

    private static final Map<String, Integer> PORTS =
            Map.of("sftp", 22, "ftp", 21, "ftps", 21, "s3", 443);
    private static final String HOME = "~";
    private static final Pattern SERVER = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*://");

    /** Whether a folder is one on a server. */
    public static boolean isOne(String folder) {
        return SERVER.matcher(folder).lookingAt();
    }

    /** {@code IllegalArgumentException} with the remedy: it is none. */
    public static Address of(String folder) {
        var uri = uri(folder);
        var scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        var usual = PORTS.get(scheme);
        if (usual == null) {
            throw new IllegalArgumentException(
                    "\"folder\": \"%s\" is no kind of server; folders are on this machine, or on sftp://, ftps://, ftp:// or s3://"
                            .formatted(scheme));
        }
        var user = Optional.ofNullable(uri.getUserInfo());
        if (user.filter(u -> u.contains(":")).isPresent()) {
            throw new IllegalArgumentException(
                    "\"folder\": a password does not belong into an address; write server: {"
                            + " password: \"${secret:NAME}\" }");
        }
        if (uri.getHost() == null || uri.getQuery() != null || uri.getFragment() != null) {
            throw new IllegalArgumentException(
                    "\"folder\": an address is written as %s://user@host/folder".formatted(scheme));
        }
        var port = uri.getPort() < 0 ? usual : uri.getPort();
        return new Address(scheme, user, uri.getHost(), port, path(uri.getPath()));
    }

    private static URI uri(String folder) {
        try {
            return new URI(folder);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(
                    "\"folder\": this is no address; a space in it is written as %20", e);
        }
    }

    /** A path as the server takes it: {@code /in}, or {@code in} for {@code /~/in}. */
    static String path(String written) {
        var path = written.replaceAll("/+", "/").replaceAll("(?<=.)/$", "");
        if (path.equals("/" + HOME) || path.startsWith("/" + HOME + "/")) {
            path = path.substring(1);
        }
        if (path.equals(HOME) || path.isEmpty()) {
            return ".";
        }
        return path.startsWith(HOME + "/") ? path.substring(2) : path;
    }

    /** Another folder of the same server: an address, a path from the root, or one below this. */
    public String beside(String written) {
        if (isOne(written)) {
            var other = of(written);
            if (!other.server().equals(server())) {
                throw new IllegalArgumentException(
                        "done and refused must be on the server that the folder is on");
            }
            return other.path();
        }
        var path = path(written);
        return path.startsWith("/") || written.startsWith(HOME) ? path : in(this.path, path);
    }

    /** A name in a folder. */
    public static String in(String folder, String name) {
        if (folder.equals(".")) {
            return name;
        }
        return folder.endsWith("/") ? folder + name : folder + "/" + name;
    }

    /** Without user and path. */
    public String server() {
        return scheme
                + "://"
                + host
                + (Integer.valueOf(port).equals(PORTS.get(scheme)) ? "" : ":" + port);
    }

    /** As people know a path of this server. */
    String shown(String path) {
        return server() + (path.startsWith("/") ? path : "/" + HOME + "/" + path);
    }
}
