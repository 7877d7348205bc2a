import { CleanupView } from './CleanupView.js';
import { EventsView } from './EventsView.js';
import { KeyPrompt } from './KeyPrompt.js';
import { Link } from './Link.js';
import { EVERYTHING } from './address.js';
import { useAddress } from './use-address.js';
import { useServiceConnection } from './use-service-connection.js';

export function App() {
  const { address, go } = useAddress();
  const service = useServiceConnection();
  const { view } = address;
  return (
    <>
      <header className="page-header">
        <h1>Event clips</h1>
        <nav aria-label="Views">
          <Link to={EVERYTHING} go={go} current={view === 'events' && 'page'}>
            Events
          </Link>
          <Link
            to={{ ...EVERYTHING, view: 'cleanup' }}
            go={go}
            current={view === 'cleanup' && 'page'}
          >
            Cleanup
          </Link>
        </nav>
      </header>
      <main>
        {service.isKeyWanted ? (
          <KeyPrompt wasRefused={service.connection.apiKey !== undefined} onKey={service.setKey} />
        ) : view === 'cleanup' ? (
          <CleanupView connection={service.connection} />
        ) : (
          <EventsView address={address} go={go} connection={service.connection} />
        )}
      </main>
    </>
  );
}
