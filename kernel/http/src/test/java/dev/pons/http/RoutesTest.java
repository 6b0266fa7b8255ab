package dev.pons.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pons.core.web.NotServedException;
import dev.pons.spi.http.Route;
import dev.pons.spi.http.StatusException;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.Map;

/** Several owners on one port, told apart by path and method. */
class RoutesTest {

    @Test
    void theClosestPathServesAndOthersSayWhatIsWrong() throws Exception {
        try (var site = new Site()) {
            site.serve("a", 1, Route.at("/orders/{id}"), Site.echo("one"));
            site.serve("b", 2, Route.at("/orders/new"), Site.echo("new"));
            site.serve("c", 3, Route.at("/orders/**").methods(List.of("PUT")), Site.echo("all"));
            assertThat(site.post("/orders/7", "x").body()).isEqualTo("one:x");
            assertThat(site.post("/orders/new", "x").body()).isEqualTo("new:x");
            var put = site.to("/orders/a/b").PUT(HttpRequest.BodyPublishers.ofString("y"));
            assertThat(site.send(put).body()).isEqualTo("all:y");

            var nowhere = site.post("/bills", "x");
            assertThat(nowhere.statusCode()).isEqualTo(404);
            assertThat(nowhere.headers().firstValue("content-type"))
                    .contains("application/problem+json");
            assertThat(nowhere.body()).contains("\"status\":404").contains("nothing is served");
            assertThat(nowhere.headers().firstValue("server")).isEmpty();

            var get = site.send(site.to("/orders/7").GET());
            assertThat(get.statusCode()).isEqualTo(405);
            assertThat(get.headers().firstValue("allow")).contains("POST, PUT");
        }
    }

    @Test
    void whatVariablesAndQueriesSayIsDecoded() throws Exception {
        try (var site = new Site()) {
            site.serve(
                    Route.at("/p/{id}").methods(List.of("GET")),
                    exchange ->
                            exchange.problem(
                                    400, exchange.variables() + " " + exchange.query(), Map.of()));
            assertThat(site.send(site.to("/p/4%207?q=a%2Bb+c&q=%C3%A4&e").GET()).body())
                    .contains("{id=4 7} {q=[a+b c, ä], e=[]}");
            assertThat(site.send(site.to("/p/1?q=%FF").GET()).body()).contains("is not UTF-8");
        }
    }

    @Test
    void anotherOwnerIsRefusedWithThePlaceOfTheFirst() throws Exception {
        try (var site = new Site()) {
            site.serve("a", 1, Route.at("/x/{id}"), Site.echo("a"));
            assertThatThrownBy(() -> site.serve("b", 2, Route.at("/x/{n}"), Site.echo("b")))
                    .isInstanceOf(NotServedException.class)
                    .hasMessageContaining("is served by channel a (a.yaml:3:11)");
            assertThat(site.post("/x/1", "").body()).isEqualTo("a:");
        }
    }

    @Test
    void theLastRouteClosesThePort() throws Exception {
        try (var site = new Site()) {
            var one = site.serve("a", 1, Route.at("/a"), Site.echo("a"));
            var two = site.serve("b", 2, Route.at("/b"), Site.echo("b"));
            one.close();
            assertThat(site.post("/a", "").statusCode()).isEqualTo(404);
            assertThat(site.post("/b", "").statusCode()).isEqualTo(200);
            two.close();
            assertThatThrownBy(() -> site.post("/b", "")).isInstanceOf(IOException.class);
        }
    }

    /** The end of a handler that answers nothing, or fails, has no text of it. */
    @Test
    void failuresSayNothingOfThemselves() throws Exception {
        try (var site = new Site()) {
            site.serve(
                    Route.at("/fails"),
                    exchange -> {
                        throw new IllegalStateException("Kanarienvogel");
                    });
            site.serve("b", 2, Route.at("/quiet"), exchange -> {});
            site.serve(
                    "c",
                    3,
                    Route.at("/says"),
                    exchange -> {
                        throw new StatusException(409, "is \"there\" already");
                    });
            assertThat(site.post("/fails", "x").statusCode()).isEqualTo(500);
            assertThat(site.post("/fails", "x").body()).doesNotContain("Kanarien", "Exception");
            assertThat(site.post("/quiet", "x").statusCode()).isEqualTo(500);
            assertThat(site.post("/says", "x").statusCode()).isEqualTo(409);
            assertThat(site.post("/says", "x").body()).contains("is \\\"there\\\" already");
        }
    }
}
