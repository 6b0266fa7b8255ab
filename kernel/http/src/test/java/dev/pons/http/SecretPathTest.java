package dev.pons.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pons.spi.http.Route;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.TreeMap;

/** Paths with a secret in them: for others nothing is there. */
class SecretPathTest {

    private static Route hook(String token) {
        return Route.at("/hook/{token}").secret("token", token::equals);
    }

    @Test
    void aWrongSecretIsAnUnknownPath() throws Exception {
        try (var site = new Site()) {
            site.serve(hook("right"), Site.echo("a"));
            assertThat(site.post("/hook/right", "x").body()).isEqualTo("a:x");
            assertThat(site.send(site.to("/hook/right").GET()).statusCode()).isEqualTo(405);
            var unknown = site.post("/other", "x");
            var wrong = site.post("/hook/wrong", "x");
            assertThat(wrong.statusCode()).isEqualTo(404);
            assertThat(wrong.body()).isEqualTo(unknown.body());
            assertThat(names(wrong)).isEqualTo(names(unknown));
            assertThat(site.send(site.to("/hook/wrong").GET()).statusCode()).isEqualTo(404);
            assertThat(site.send(site.to("/hook/").GET()).statusCode()).isEqualTo(404);
        }
    }

    private static TreeMap<String, ?> names(java.net.http.HttpResponse<String> answer) {
        var names = new TreeMap<>(answer.headers().map());
        names.remove("date");
        return names;
    }

    /** What is asked of who calls, and how often he may, is for those who know the path. */
    @Test
    void aWrongSecretCostsNobodyARequest() throws Exception {
        try (var site = new Site()) {
            var limits = new Route.Limits(1000, java.time.Duration.ofSeconds(5), 1);
            site.serve(hook("right").limits(limits), Site.echo("a"));
            for (int i = 0; i < 5; i++) {
                assertThat(site.post("/hook/wrong", "x").statusCode()).isEqualTo(404);
            }
            assertThat(site.post("/hook/right", "x").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void ownersWithSecretsShareAPath() throws Exception {
        try (var site = new Site()) {
            site.serve("a", 1, hook("one"), Site.echo("a"));
            site.serve("b", 2, hook("two"), Site.echo("b"));
            assertThat(site.post("/hook/one", "x").body()).isEqualTo("a:x");
            assertThat(site.post("/hook/two", "x").body()).isEqualTo("b:x");
            assertThatThrownBy(() -> site.serve("c", 3, Route.at("/hook/{id}"), Site.echo("c")))
                    .hasMessageContaining("is served by channel");
        }
    }

    @Test
    void aSecretIsAVariableOfThePath() {
        assertThatThrownBy(() -> Route.at("/hook").secret("token", t -> true))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("/hook has no {token}");
        assertThat(hook("x").methods(List.of("GET")).isSecret()).isTrue();
    }
}
