package id.pantau.service;

import id.pantau.model.Text;

/** A camera may not be published. */
public final class PublicationRefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Text reason;
    private final String article;

    public PublicationRefusedException(Text reason, String article) {
        super(article.isEmpty() ? reason.en() : reason.en() + " [" + article + "]");
        this.reason = reason;
        this.article = article;
    }

    public Text reason() {
        return reason;
    }

    /** The rule that says so, or empty. */
    public String article() {
        return article;
    }
}
