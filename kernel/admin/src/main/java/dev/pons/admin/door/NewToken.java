package dev.pons.admin.door;

/**
 * A token that was just made.
 *
 * @param secret what to show at the door; told once, and kept by nobody here
 */
public record NewToken(TokenView token, String secret) {

    @Override
    public String toString() {
        return "NewToken[" + token.id() + "]";
    }
}
