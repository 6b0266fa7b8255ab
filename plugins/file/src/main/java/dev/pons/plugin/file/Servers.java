package dev.pons.plugin.file;

import dev.pons.plugin.file.afar.Address;
import dev.pons.plugin.file.afar.Afar;
import dev.pons.plugin.file.afar.Claims;
import dev.pons.plugin.file.afar.Line;
import dev.pons.plugin.file.afar.Login;
import dev.pons.plugin.file.afar.Server;
import dev.pons.plugin.file.ftp.FtpLine;
import dev.pons.plugin.file.s3.S3Store;
import dev.pons.plugin.file.sftp.SftpLine;
import dev.pons.plugin.file.store.Store;
import dev.pons.spi.Context;
import dev.pons.spi.net.Ports;

/** Folders on servers, from options. */
final class Servers {

    private final Claims claims = new Claims();

    /**
     * A folder on a server.
     *
     * @param path of the folder
     */
    record Place(Store store, Address address, String path) {

        /** Another folder of the same server: its path. */
        String beside(String written) {
            return address.beside(written);
        }
    }

    /** {@code IllegalArgumentException} with the remedy: options are missing or do not fit. */
    Place of(String folder, Server server, Context context) {
        var address = Address.of(folder);
        if (address.user().isPresent() && server.user().isPresent()) {
            throw new IllegalArgumentException(
                    "\"server.user\": the address names a user too; keep one");
        }
        var login = new Login(address, user(address, server), server);
        if (address.scheme().equals("s3")) {
            return new Place(S3Store.of(login, context), address, S3Store.path(address));
        }
        if (server.isOfS3()) {
            throw new IllegalArgumentException(
                    "\"server\": region, endpoint and style are of s3:// addresses");
        }
        return new Place(
                Afar.of(login, lines(login, context), claims, context), address, address.path());
    }

    private static String user(Address address, Server server) {
        var how =
                address.scheme().equals("s3")
                        ? "server: { user: ACCESS-KEY }"
                        : "%s://USER@%s/...".formatted(address.scheme(), address.host());
        return address.user()
                .or(server::user)
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "\"folder\": who are we there? write " + how));
    }

    private static Line.Maker lines(Login login, Context context) {
        if (login.address().scheme().equals("sftp")) {
            SftpLine.check(login);
            return () -> new SftpLine(login);
        }
        FtpLine.check(login);
        return () -> new FtpLine(login, () -> Ports.of(context));
    }

    /** {@code IllegalArgumentException}: options of a server stand beside a folder of ours. */
    static void none(Server server) {
        if (!server.isNone()) {
            throw new IllegalArgumentException(
                    "\"server\": the folder is on this machine; for one on a server write folder:"
                            + " sftp://user@host/folder");
        }
    }
}
