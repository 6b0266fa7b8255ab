package dev.pons.itests.house;

/**
 * A broken rule.
 *
 * @param path of the file, from the root of the repository
 * @param line in it, from 1
 * @param rule its name, as the waivers call it
 * @param what is wrong
 * @param remedy what to do
 */
record Breach(String path, int line, String rule, String what, String remedy) {

    @Override
    public String toString() {
        return path + ":" + line + ": [" + rule + "] " + what + "; " + remedy;
    }
}
