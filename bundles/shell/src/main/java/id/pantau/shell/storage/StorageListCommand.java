package id.pantau.shell.storage;

import id.pantau.service.Recordings;
import id.pantau.service.Recordings.StorageInfo;
import id.pantau.shell.ListCommand;
import id.pantau.shell.Listing;
import id.pantau.shell.Services;
import id.pantau.spi.storage.SegmentStore.Usage;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** The storage backends. */
@Service
@Command(scope = "storage", name = "list", description = "Lists the storage backends and how full they are")
public final class StorageListCommand extends ListCommand {
    @Override
    protected Listing<?> listing(Services services) {
        return new Listing<>(services.get(Recordings.class).storages())
                .column("name", StorageInfo::name)
                .column("inUse", StorageInfo::inUse)
                .column("segments", s -> s.usage().map(Usage::segments))
                .column("usedBytes", s -> s.usage().map(Usage::usedBytes))
                .column("freeBytes", s -> s.usage().map(Usage::freeBytes))
                .column("problem", StorageInfo::problem);
    }
}
