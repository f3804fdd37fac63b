import { Card, CardDescription, CardHeader, CardTitle } from "@/components/ui/card";
import type { Channel, SettingsOf } from "@/components/channels/channel-types";

/** The chat page itself, shown beside its settings. */
export function ChatPreview({ channel, settings }: { channel: Channel; settings: SettingsOf<"web"> }) {
  return (
    <Card className="overflow-hidden">
      <CardHeader>
        <CardTitle>As customers see it</CardTitle>
        <CardDescription>This is the live page: what you write here is a real conversation.</CardDescription>
      </CardHeader>
      <iframe
        title={`Chat page of ${settings.title}`}
        src={`/chat/${channel.publicId}`}
        // Reload the frame when the settings that it shows change.
        key={JSON.stringify([settings.title, settings.greeting, channel.enabled])}
        className="h-[32rem] w-full border-t bg-background"
      />
    </Card>
  );
}
