package id.pantau.onboarding;

import id.pantau.service.SigningKeys;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** Says which partners sign, by their files. */
@Component
public final class SigningDesk implements SigningKeys {
    private final List<PartnerFile> files = new CopyOnWriteArrayList<>();

    @Reference(name = "files", cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void add(PartnerFile file) {
        files.add(file);
    }

    void remove(PartnerFile file) {
        files.remove(file);
    }

    @Override
    public Optional<byte[]> of(String partner) {
        return files.stream()
                .filter(file -> file.name().equals(partner))
                .findFirst()
                .flatMap(PartnerFile::signingKey);
    }
}
