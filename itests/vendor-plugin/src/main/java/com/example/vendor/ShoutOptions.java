package com.example.vendor;

import dev.pons.spi.config.Doc;
import dev.pons.spi.config.Name;

/** Options of {@code shout}. */
@Name("shout")
@Doc("Writes messages in capitals, one below the other")
public record ShoutOptions(@Doc("File that they are put at the end of") String file) {}
