package dev.pons.plugin.file.afar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** How a folder on a server is written. */
class AddressTest {

    private static String path(String address) {
        return Address.of(address).path();
    }

    @Test
    void aPathIsTheServersOwnOrBelowTheUsersFolder() {
        assertThat(path("sftp://lab@files.example/in/hl7/")).isEqualTo("/in/hl7");
        assertThat(path("sftp://lab@files.example/~/in")).isEqualTo("in");
        assertThat(path("sftp://lab@files.example/~")).isEqualTo(".");
        assertThat(path("sftp://lab@files.example")).isEqualTo(".");
        assertThat(path("sftp://lab@files.example/~old/a%20b")).isEqualTo("/~old/a b");
        assertThat(path("ftps://lab@files.example/")).isEqualTo("/");
    }

    @Test
    void otherFoldersAreInItOrFromTheRootOfTheSameServer() {
        var in = Address.of("sftp://lab@files.example:2222/in");
        assertThat(in.beside("done")).isEqualTo("/in/done");
        assertThat(in.beside("/archive")).isEqualTo("/archive");
        assertThat(in.beside("~/archive")).isEqualTo("archive");
        assertThat(in.beside("sftp://files.example:2222/x")).isEqualTo("/x");
        assertThatThrownBy(() -> in.beside("sftp://files.example/x"))
                .hasMessageContaining("must be on the server");
    }

    @Test
    void whatPeopleSeeHasNoUserAndNoUsualPort() {
        assertThat(Address.of("sftp://lab@files.example:22/in").shown("/in"))
                .isEqualTo("sftp://files.example/in");
        assertThat(Address.of("ftp://lab@files.example:2121/~/in").shown("in"))
                .isEqualTo("ftp://files.example:2121/~/in");
    }

    @Test
    void anAddressBeginsWithTheKindOfItsServer() {
        assertThat(Address.isOne("sftp://lab.example/in")).isTrue();
        assertThat(Address.isOne("gopher://lab.example/in")).isTrue();
        assertThat(Address.isOne("/var/spool/in")).isFalse();
        assertThat(Address.isOne("/var/spool/sftp://in")).isFalse();
        assertThat(Address.isOne("://lab.example/in")).isFalse();
    }

    @Test
    void aKindThatIsNoneSaysWhichThereAre() {
        assertThatThrownBy(() -> Address.of("smb://files.example/in"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("sftp://, ftps://, ftp:// or s3://");
    }
}
