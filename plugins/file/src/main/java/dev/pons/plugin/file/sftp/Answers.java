package dev.pons.plugin.file.sftp;

import org.apache.sshd.sftp.common.SftpConstants;
import org.apache.sshd.sftp.common.SftpException;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** What a server says, as the JDK would, without its text: that may name a file. */
final class Answers {

    private Answers() {}

    /** {@code FileSystemException}; any other {@code IOException} if the line is broken. */
    static IOException of(SftpException e) {
        return switch (e.getStatus()) {
            case SftpConstants.SSH_FX_NO_SUCH_FILE, SftpConstants.SSH_FX_NO_SUCH_PATH ->
                    new NoSuchFileException("");
            case SftpConstants.SSH_FX_PERMISSION_DENIED, SftpConstants.SSH_FX_WRITE_PROTECT ->
                    new AccessDeniedException("");
            case SftpConstants.SSH_FX_NO_SPACE_ON_FILESYSTEM, SftpConstants.SSH_FX_QUOTA_EXCEEDED ->
                    said("No space left on device");
            case SftpConstants.SSH_FX_NOT_A_DIRECTORY -> said("Not a directory");
            case SftpConstants.SSH_FX_NO_CONNECTION, SftpConstants.SSH_FX_CONNECTION_LOST ->
                    new IOException("the connection is lost");
            default ->
                    said(
                            "the server answered with code %d; its own log says more"
                                    .formatted(e.getStatus()));
        };
    }

    private static FileSystemException said(String words) {
        return new FileSystemException(null, null, words);
    }
}
