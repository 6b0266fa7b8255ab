package dev.pons.admin.api;

/** A request that cannot be served, and what its caller is told. */
final class ApiException extends Exception {

    private static final long serialVersionUID = 1L;

    private final int status;

    /**
     * With words for the caller: no content, nothing of what was sent.
     *
     * @param status 400 to 599 (RFC 9110, section 15)
     */
    ApiException(int status, String words) {
        super(words);
        this.status = status;
    }

    int status() {
        return status;
    }
}
