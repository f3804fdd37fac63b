import { Card, CardContent, CardDescription, CardHeader, CardTitle } from "@/components/ui/card";
import { AlertSwitches } from "./alert-switches";

/** The alerts of this browser, in the notification settings. */
export function BrowserAlertsCard() {
  return (
    <Card>
      <CardHeader>
        <CardTitle>In this browser</CardTitle>
        <CardDescription>
          While a page of Parley is open, its tab’s title and the bell show a customer’s call for a person immediately.
          A browser plays sounds once you have clicked in the page.
        </CardDescription>
      </CardHeader>
      <CardContent className="grid gap-4">
        <AlertSwitches />
      </CardContent>
    </Card>
  );
}
