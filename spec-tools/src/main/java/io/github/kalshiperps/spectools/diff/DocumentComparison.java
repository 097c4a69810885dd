package io.github.kalshiperps.spectools.diff;

import static io.github.kalshiperps.spectools.diff.Judgement.additive;
import static io.github.kalshiperps.spectools.diff.Judgement.breaking;
import static io.github.kalshiperps.spectools.diff.Judgement.documentation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** Compares what documents of both formats say of the whole API. */
final class DocumentComparison {
    private static final Place DOCUMENT = Place.whole(Category.DOCUMENT, "document", "#");

    private final Pair documents;
    private final Changes changes;

    DocumentComparison(Pair documents, Changes changes) {
        this.documents = documents;
        this.changes = changes;
    }

    void compare() {
        changes.words(Place.whole(Category.DOCUMENT, "info", "#/info"), documents.at("info"));
        for (String key : List.of("openapi", "asyncapi", "tags")) {
            fact(key, documents.at(key));
        }
        fact("info/version", documents.at("info").at("version"));
        if (documents.at("defaultContentType").differs()) {
            changes.changed(DOCUMENT, "defaultContentType", documents.at("defaultContentType"))
                    .everywhere(breaking("messages may be written in another form"));
        }
        tags();
        securitySchemes();
    }

    private void fact(String aspect, Pair values) {
        if (values.differsInFacts()) {
            changes.changed(DOCUMENT, aspect, values.facts())
                    .everywhere(documentation("said of the document, not of the API"));
        }
    }

    private void tags() {
        Pair lists = documents.at("tags");
        for (JsonNode tag : lists.after()) {
            for (JsonNode old : lists.before()) {
                if (old.path("name").equals(tag.path("name"))) {
                    String name = "tag " + tag.path("name").asText();
                    changes.words(Place.whole(Category.DOCUMENT, name, "#/tags"), new Pair(old, tag));
                }
            }
        }
    }

    private void securitySchemes() {
        documents.at("components").at("securitySchemes").children().forEach((name, scheme) -> {
            String pointer = Pointers.child("#/components/securitySchemes", name);
            Place at = Place.whole(Category.SECURITY, name, pointer);
            if (scheme.isAdded()) {
                changes.added(at).everywhere(additive("what asks for it is told there"));
            } else if (scheme.isRemoved()) {
                changes.removed(at).everywhere(breaking("what it was asked for may be asked for otherwise"));
            } else {
                changes.words(at, scheme);
                if (scheme.differsInFacts()) {
                    changes.changed(at, "scheme", scheme.facts())
                            .everywhere(breaking("the client signs in the old way"));
                }
            }
        });
    }
}
