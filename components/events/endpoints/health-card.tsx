import { ListChecks } from "lucide-react";
import Link from "next/link";
import { WEBHOOKS_PATH } from "../webhook-pages";
import { Button } from "@/components/ui/button";
import { Card, CardContent, CardHeader, CardTitle } from "@/components/ui/card";
import { EndpointState } from "./endpoint-state";
import type { Endpoint } from "./endpoint-types";
import { HealthChart } from "./health-chart";
import { countText, msText, shareText, waitingText } from "./health-numbers";

/** The state of an endpoint and its requests in the last 24 hours. */
export function HealthCard({ endpoint: { id, state, health }, now }: { endpoint: Endpoint; now: number }) {
  const { requests, delivered, p95Ms, waiting } = health;
  const facts = [
    { label: "Requests in 24 h", value: countText(requests) },
    { label: "Delivered", value: requests === 0 ? "–" : shareText(delivered, requests) },
    { label: "95 % within", value: p95Ms === null ? "–" : msText(p95Ms) },
    { label: "Events waiting", value: waitingText(waiting) },
  ];
  return (
    <Card>
      <CardHeader>
        <CardTitle>Health</CardTitle>
        <EndpointState state={state} />
      </CardHeader>
      <CardContent className="@container grid min-w-0 gap-5">
        <dl className="grid grid-cols-2 gap-4 @md:grid-cols-4">
          {facts.map(({ label, value }) => (
            <div key={label} className="grid gap-0.5">
              <dt className="text-12 text-muted-foreground">{label}</dt>
              <dd className="text-16 font-semibold tabular-nums">{value}</dd>
            </div>
          ))}
        </dl>
        {requests > 0 && <HealthChart hours={health.hours} now={now} height={120} hasAxis />}
        <Button asChild variant="outline" size="sm" className="w-fit">
          <Link href={`${WEBHOOKS_PATH}/deliveries?endpoint=${id}`}>
            <ListChecks aria-hidden /> Show its deliveries
          </Link>
        </Button>
      </CardContent>
    </Card>
  );
}
