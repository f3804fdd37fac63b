import { eventCatalogue } from "@/server/schemas/events/event-catalogue";
import { eventGroups } from "../event-groups";

/** Links to the events of the catalogue, in groups. */
export function EventLinks() {
  return (
    <nav aria-label="Events" className="grid gap-4 @4xl:sticky @4xl:top-6">
      {eventGroups.map(({ title, events }) => (
        <div key={title} className="grid gap-1">
          <p className="text-12 font-medium text-muted-foreground">{title}</p>
          <ul className="flex flex-wrap gap-x-4 gap-y-1 @4xl:grid">
            {events.map((name) => (
              <li key={name}>
                <a href={`#${name}`} className="rounded-sm text-13 leading-6 focus-ring hover:underline">
                  {eventCatalogue[name].title}
                </a>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </nav>
  );
}
