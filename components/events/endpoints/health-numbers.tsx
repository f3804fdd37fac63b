import { MOST_COUNTED, type EndpointHealth } from "@/server/events/endpoints/health";

/** The health of an endpoint in words. */
export function HealthNumbers({ health }: { health: EndpointHealth }) {
  return <>{healthTexts(health).join(" · ")}</>;
}

function healthTexts({ requests, delivered, p95Ms, waiting }: EndpointHealth): string[] {
  const texts =
    requests === 0
      ? ["No requests in 24 h"]
      : [
          `${shareText(delivered, requests)} of ${countText(requests)} delivered`,
          ...(p95Ms === null ? [] : [`95 % within ${msText(p95Ms)}`]),
        ];
  return waiting === 0 ? texts : [...texts, `${waitingText(waiting)} waiting`];
}

/** "99.9 %": rounded down, so that one failure is never shown as 100 %. */
export function shareText(part: number, whole: number): string {
  return `${Math.floor((part / whole) * 1000) / 10} %`;
}

/** "10,000+" if not all of them were counted. */
export function waitingText(waiting: number): string {
  return waiting > MOST_COUNTED ? `${countText(MOST_COUNTED)}+` : countText(waiting);
}

export function countText(count: number): string {
  return count.toLocaleString("en");
}

/** "850 ms" or "1.2 s". */
export function msText(ms: number): string {
  return ms < 1000 ? `${ms} ms` : `${(ms / 1000).toFixed(1)} s`;
}
