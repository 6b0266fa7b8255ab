package dev.pons.plugin.file.s3;

/** An answer that is read. */
record Reply(Answer answer, String text) {

    int status() {
        return answer.status();
    }

    /** Done, whatever it was. */
    boolean isGood() {
        return status() / 100 == 2;
    }

    /**
     * What the server calls it: {@code NoSuchKey}. Empty: it does not say, or what it says is no
     * such word. An answer that it is done may turn out to be none behind its head ("CopyObject").
     */
    String code() {
        var code = Xml.first(text, "Error", "Code");
        return code.matches("[A-Za-z0-9]{1,64}") ? code : "";
    }

    /** The region that the bucket is in, where the server says it. */
    String region() {
        var named = answer.header("x-amz-bucket-region");
        var region = named.isEmpty() ? Xml.first(text, "Error", "Region") : named;
        return Site.isRegion(region) ? region : "";
    }
}
