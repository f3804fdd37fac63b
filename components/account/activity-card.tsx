"use client";

import { useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from "@/components/ui/card";
import { LocalTime } from "@/components/ui/local-time";
import type { ShownAccountEvent } from "@/server/accounts/activity/list-account-events";

const texts: Record<ShownAccountEvent["kind"], string> = {
  signed_in_on_new_device: "Signed in on a new device",
  signed_out_everywhere: "Signed out everywhere",
  password_changed: "Changed the password",
  password_reset: "Reset the password by e-mail",
  email_change_begun: "Asked to change the e-mail address",
  email_changed: "Changed the e-mail address",
  two_factor_on: "Turned two-factor sign-in on",
  two_factor_off: "Turned two-factor sign-in off",
  recovery_codes_renewed: "Made new recovery codes",
  recovery_code_used: "Used a recovery code",
};

const SHOWN_FIRST = 5;

/** What happened to the account's sign-in, so that its owner notices what somebody else did. */
export function ActivityCard({ events }: { events: readonly ShownAccountEvent[] }) {
  const [isOpen, setIsOpen] = useState(false);
  const list = useId();
  const shown = isOpen ? events : events.slice(0, SHOWN_FIRST);
  return (
    <Card>
      <CardHeader>
        <CardTitle>Activity</CardTitle>
        <CardDescription>
          What happened to your account in the last 90 days. If something was not you, change your password and sign out
          everywhere.
        </CardDescription>
      </CardHeader>
      <CardContent className="grid gap-4">
        {events.length === 0 ? (
          <p className="text-13 text-muted-foreground">Nothing has happened yet.</p>
        ) : (
          <ul id={list} aria-label="Activity" className="divide-y border-y">
            {shown.map((event) => (
              <li key={event.id} className="grid gap-0.5 py-3">
                <p className="text-14 font-medium">{texts[event.kind]}</p>
                <p className="text-13 leading-5 text-muted-foreground wrap-anywhere">
                  <LocalTime at={event.at} /> · {event.browser} · {event.address ?? "Unknown address"}
                </p>
              </li>
            ))}
          </ul>
        )}
        {events.length > SHOWN_FIRST && (
          <Button
            variant="outline"
            className="w-fit"
            aria-expanded={isOpen}
            aria-controls={list}
            onClick={() => setIsOpen(!isOpen)}
          >
            {isOpen ? "Show fewer" : `Show all ${events.length}`}
          </Button>
        )}
      </CardContent>
    </Card>
  );
}
