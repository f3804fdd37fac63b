import { Badge } from "@/components/ui/badge";
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from "@/components/ui/card";

/** Explains what the built-in model can and can't do. */
export function OfflineModelCard({ alone }: { alone: boolean }) {
  return (
    <Card>
      <CardHeader>
        <div className="flex flex-wrap items-center gap-2.5">
          <CardTitle>Offline model</CardTitle>
          <Badge tone="outline">Built in</Badge>
          <Badge tone="outline">Rules, not AI</Badge>
        </div>
        <CardDescription>
          It needs no key and no network, costs nothing and always answers the same. It does not understand language: it
          matches words.
        </CardDescription>
      </CardHeader>
      <CardContent className="grid grid-cols-[minmax(0,1fr)] gap-3 text-14 leading-6">
        <ul className="grid list-disc gap-1 pl-5 marker:text-muted-foreground">
          <li>It calls the action whose name and description share most words with the message.</li>
          <li>It asks for missing arguments one at a time and reads numbers, dates, phones and e-mail addresses.</li>
          <li>
            Otherwise it answers with the matching line under “Facts:” in the instruction, or says that it can’t help.
          </li>
        </ul>
        <p className="text-muted-foreground">
          Good for building and testing. For customers,{" "}
          {alone ? "connect a provider and choose one of its models." : "choose a model of a connected provider."}
        </p>
      </CardContent>
    </Card>
  );
}
