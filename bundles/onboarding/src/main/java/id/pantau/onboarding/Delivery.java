package id.pantau.onboarding;

/**
 * What came through one of the entrances. Prints without its content, which holds logins.
 *
 * @param name of the submission, where the format does not carry one; may be empty
 */
record Delivery(String partner, String contentType, String name, byte[] body) {
    @Override
    public String toString() {
        return "Delivery[" + partner + ", " + body.length + " bytes]";
    }
}
