"use client";

import { ExternalLink } from "lucide-react";
import { type FormEvent, useState } from "react";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from "@/components/ui/card";
import { CodeBlock } from "@/components/ui/code-block";
import { CopyButton } from "@/components/ui/copy-button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Textarea } from "@/components/ui/textarea";
import { useUnsavedChanges } from "@/components/ui/unsaved-changes";
import type { Channel, SettingsOf } from "@/components/channels/channel-types";
import { SecretField } from "@/components/channels/secret-field";
import { useUpdateChannel } from "@/components/channels/use-update-channel";

/** A chat page's address, its texts, and the websites and users that it accepts. */
export function WebChannelSettings({ channel, settings }: { channel: Channel; settings: SettingsOf<"web"> }) {
  const url = channel.chatUrl ?? "";
  return (
    <div className="grid min-w-0 gap-5">
      <AddressCard url={url} title={settings.title} />
      <AppearanceCard channelId={channel.id} settings={settings} />
    </div>
  );
}

function AddressCard({ url, title }: { url: string; title: string }) {
  const frame = `<iframe src="${url}" title="${title.replaceAll('"', "&quot;")}" style="width:100%;height:600px;border:0"></iframe>`;
  return (
    <Card>
      <CardHeader>
        <CardTitle>Put it in front of customers</CardTitle>
        <CardDescription>Send the link, or show the page in a frame on your website.</CardDescription>
      </CardHeader>
      <CardContent className="grid grid-cols-[minmax(0,1fr)] gap-5">
        <Field label="Link">
          <span className="flex items-center gap-1">
            <Input readOnly value={url} className="font-mono text-13" />
            <CopyButton text={url} label="Copy link" />
            <Button asChild variant="outline" className="ml-1">
              <a href={url} target="_blank" rel="noopener">
                <ExternalLink /> Open
              </a>
            </Button>
          </span>
        </Field>
        <CodeBlock title="Frame" code={frame} wrap />
      </CardContent>
    </Card>
  );
}

function AppearanceCard({ channelId, settings }: { channelId: string; settings: SettingsOf<"web"> }) {
  const { save, pending, failure } = useUpdateChannel(channelId);
  const [title, setTitle] = useState(settings.title);
  const [greeting, setGreeting] = useState(settings.greeting);
  const [origins, setOrigins] = useState(settings.allowedOrigins.join("\n"));

  const allowedOrigins = origins.split(/\s+/).filter(Boolean);
  useUnsavedChanges(
    title.trim() !== settings.title ||
      greeting.trim() !== settings.greeting ||
      allowedOrigins.join() !== settings.allowedOrigins.join(),
  );

  function submit(event: FormEvent) {
    event.preventDefault();
    void save({ web: { title, greeting, allowedOrigins } }, { quiet: true });
  }

  return (
    <Card>
      <CardHeader>
        <CardTitle>Appearance and access</CardTitle>
      </CardHeader>
      <CardContent className="grid grid-cols-[minmax(0,1fr)] gap-6">
        <form onSubmit={submit} className="grid gap-5">
          <Field label="Title" error={title.trim() === "" ? "Give the chat page a title." : undefined}>
            <Input value={title} maxLength={80} onChange={(event) => setTitle(event.target.value)} />
          </Field>
          <Field
            label="Greeting"
            hint="The first thing that visitors read, unless the scenario’s Welcome greets them. Leave it empty for none."
          >
            <Textarea value={greeting} maxLength={1000} onChange={(event) => setGreeting(event.target.value)} />
          </Field>
          <Field
            label="Allowed origins"
            hint="Websites whose own code may call the chat, one per line, such as https://www.example.com. Leave it empty to allow every website."
            error={badOrigin(origins) ?? undefined}
          >
            <Textarea
              value={origins}
              spellCheck={false}
              onChange={(event) => setOrigins(event.target.value)}
              className="font-mono text-13"
            />
          </Field>
          {failure && <Alert tone="danger">{failure}</Alert>}
          <Button
            type="submit"
            pending={pending}
            className="w-fit"
            disabled={badOrigin(origins) !== null || title.trim() === ""}
          >
            Save
          </Button>
        </form>
        <SecretField
          label="Identity secret"
          hint="For logged-in visitors: your server sends user_id with user_hash, the hex HMAC-SHA-256 of user_id under this secret."
          isSet={settings.hasIdentitySecret}
          pending={pending}
          onSave={(identitySecret) => save({ web: { identitySecret } })}
        />
      </CardContent>
    </Card>
  );
}

/** Describes the first line that is not an origin. */
function badOrigin(lines: string): string | null {
  const bad = lines.split(/\s+/).find((line) => line !== "" && (!URL.canParse(line) || new URL(line).origin !== line));
  return bad === undefined ? null : `“${bad}” is not an origin. Write https://www.example.com, without a path.`;
}
