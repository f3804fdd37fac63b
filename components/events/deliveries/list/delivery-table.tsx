import { Badge } from "@/components/ui/badge";
import { LocalTime } from "@/components/ui/local-time";
import { kindLabels, stateOf, targetName, toneOfStatus } from "../delivery-texts";
import type { ListedDelivery } from "../delivery-types";
import { CustomerLink } from "./customer-link";

interface DeliveriesProps {
  deliveries: ListedDelivery[];
  onOpen: (delivery: ListedDelivery) => void;
}

const columns = ["Status", "Sent", "To", "Response", "Customer", "Time"];

/** The deliveries in a wide page. */
export function DeliveryTable({ deliveries, onOpen }: DeliveriesProps) {
  return (
    <table className="hidden w-full table-fixed text-13 @3xl:table">
      <caption className="sr-only">Deliveries, newest first</caption>
      <colgroup>
        {["w-30", "", "w-44", "w-36", "w-36", "w-40"].map((width, index) => (
          <col key={columns[index]} className={width} />
        ))}
      </colgroup>
      <thead className="border-b bg-muted text-left text-12 text-muted-foreground">
        <tr>
          {columns.map((name) => (
            <th key={name} scope="col" className="px-3 py-2 font-medium first:pl-4">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody className="divide-y">
        {deliveries.map((delivery) => (
          <Row key={delivery.id} delivery={delivery} onOpen={onOpen} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ delivery, onOpen }: { delivery: ListedDelivery; onOpen: DeliveriesProps["onOpen"] }) {
  return (
    <tr className="relative align-top hover:bg-accent [&>td]:px-3 [&>td]:py-2.5 [&>td:first-child]:pl-4">
      <td>
        <StateBadge delivery={delivery} />
      </td>
      <td className="min-w-0">
        <OpenButton delivery={delivery} onOpen={onOpen} />
        <ErrorLine delivery={delivery} />
      </td>
      <td>
        <span className="block truncate" title={targetName(delivery)}>
          {targetName(delivery)}
        </span>
      </td>
      <td>
        <Response delivery={delivery} />
      </td>
      <td>
        <CustomerLink delivery={delivery} />
      </td>
      <td className="text-muted-foreground">
        <LocalTime at={delivery.createdAt} />
      </td>
    </tr>
  );
}

/** The deliveries in a narrow page. */
export function DeliveryCards({ deliveries, onOpen }: DeliveriesProps) {
  return (
    <ol aria-label="Deliveries, newest first" className="divide-y text-13 @3xl:hidden">
      {deliveries.map((delivery) => (
        <li key={delivery.id} className="relative grid gap-1.5 px-4 py-3 hover:bg-accent">
          <div className="flex items-center justify-between gap-3">
            <StateBadge delivery={delivery} />
            <Response delivery={delivery} />
          </div>
          <OpenButton delivery={delivery} onOpen={onOpen} />
          <ErrorLine delivery={delivery} />
          <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-12 text-muted-foreground">
            <span className="min-w-0 truncate">{targetName(delivery)}</span>
            <CustomerLink delivery={delivery} />
            <LocalTime at={delivery.createdAt} />
          </p>
        </li>
      ))}
    </ol>
  );
}

function StateBadge({ delivery }: { delivery: ListedDelivery }) {
  const { label, tone } = stateOf(delivery);
  return <Badge tone={tone}>{label}</Badge>;
}

/** The button covers the row or card; its links are above it. */
function OpenButton({ delivery, onOpen }: { delivery: ListedDelivery; onOpen: DeliveriesProps["onOpen"] }) {
  const { kind, label, isTest } = delivery;
  return (
    <span className="flex min-w-0 flex-wrap items-center gap-x-2 gap-y-1">
      <button
        type="button"
        onClick={() => onOpen(delivery)}
        className="line-clamp-2 min-w-0 text-left font-medium wrap-anywhere outline-none after:absolute after:inset-0 after:outline-2 after:-outline-offset-2 after:outline-transparent focus-visible:after:outline-ring"
      >
        {kind === "event" ? <code className="font-mono">{label}</code> : label || "A file"}
      </button>
      {kind !== "event" && <span className="text-12 text-muted-foreground">{kindLabels[kind]}</span>}
      {isTest && <Badge tone="outline">Test</Badge>}
    </span>
  );
}

function ErrorLine({ delivery: { status, error } }: { delivery: ListedDelivery }) {
  if (error === null || status === "delivered") return null;
  return (
    <p className="mt-0.5 line-clamp-2 text-12 leading-5 wrap-anywhere text-destructive-soft-foreground">{error}</p>
  );
}

function Response({ delivery }: { delivery: ListedDelivery }) {
  const { kind, attempts, responseStatus, isSending } = delivery;
  const isLogged = kind !== "notification" && attempts > 0 && !(isSending && responseStatus === null);
  return (
    <span className="flex flex-wrap items-center gap-x-2 gap-y-1 tabular-nums">
      {isLogged && <Badge tone={toneOfStatus(responseStatus)}>{responseStatus ?? "No response"}</Badge>}
      {attempts > 1 && <span className="text-12 text-muted-foreground">{attempts} attempts</span>}
    </span>
  );
}
