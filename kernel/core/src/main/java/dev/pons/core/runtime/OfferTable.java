package dev.pons.core.runtime;

import dev.pons.core.engine.Types;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** All offers; of two for one type that of the newer plugin counts (semantics 6.6). Any thread. */
final class OfferTable {

    private static final Comparator<Offer> BEST_FIRST =
            Comparator.comparing(Offer::version, Comparator.reverseOrder())
                    .thenComparing(Offer::bundle)
                    .thenComparing(Offer::service);

    private final List<Offer> offers = new ArrayList<>();

    /** Adds one; true: it is the one that counts now. */
    synchronized boolean add(Offer offer) {
        offers.add(offer);
        offers.sort(BEST_FIRST);
        return best(offer.kind(), offer.name()) == offer;
    }

    /** Takes one out; true: it was the one that counted. */
    synchronized boolean remove(Offer offer) {
        var counted = best(offer.kind(), offer.name()) == offer;
        offers.removeIf(o -> o == offer);
        return counted;
    }

    /** The one that counts. */
    synchronized @Nullable Offer best(Types.Kind kind, String name) {
        for (var offer : offers) {
            if (offer.kind() == kind && offer.name().equals(name)) {
                return offer;
            }
        }
        return null;
    }

    /** Names of a kind. */
    synchronized Set<String> names(Types.Kind kind) {
        var names = new TreeSet<String>();
        for (var offer : offers) {
            if (offer.kind() == kind) {
                names.add(offer.name());
            }
        }
        return names;
    }

    /** All, the best of a type before the others. */
    synchronized List<Offer> all() {
        return List.copyOf(offers);
    }
}
