"use client";

import { ExternalLink } from "lucide-react";
import { type ReactNode, useState } from "react";
import type { ChannelOf } from "@/components/channels/channel-types";
import { PartCard } from "@/components/channels/web/fields/part-card";
import { CodeTabs } from "@/components/channels/web/snippets/code-tabs";
import { installSnippets } from "@/components/channels/web/snippets/install-snippets";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { CodeBlock } from "@/components/ui/code-block";
import { CopyButton } from "@/components/ui/copy-button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { InstallChecklist } from "./install-checklist";

interface InstallPartProps {
  channel: ChannelOf<"web">;
  isPublished: boolean;
  /** The channel's newest conversations. */
  conversations: ReactNode;
}

/** How the chat gets to customers, and how far that is. */
export function InstallPart({ channel, isPublished, conversations }: InstallPartProps) {
  const url = channel.chatUrl ?? "";
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-6 @3xl:grid-cols-[minmax(0,1fr)_minmax(0,20rem)] @3xl:grid-rows-[auto_1fr]">
      <div className="grid min-w-0 gap-5 @3xl:row-span-2">
        <SnippetCard server={url === "" ? "" : new URL(url).origin} channel={channel.publicId} />
        <ChatPageCard url={url} title={channel.settings.title} />
      </div>
      <div className="min-w-0 max-@3xl:-order-1">
        <InstallChecklist channel={channel} isPublished={isPublished} />
      </div>
      {conversations}
    </div>
  );
}

function SnippetCard({ server, channel }: { server: string; channel: string }) {
  const [isIdentified, setIdentified] = useState(false);
  return (
    <PartCard
      title="Put it on your website"
      about="Copy the code for your system. Changes of the settings reach your website within minutes, without a new copy."
    >
      <Field
        label="Identify logged-in users"
        hint="Your server signs the user’s id with the secret at Access & identity."
        layout="inline"
      >
        <Checkbox checked={isIdentified} onCheckedChange={(checked) => setIdentified(checked === true)} />
      </Field>
      <CodeTabs label="System of the website" samples={installSnippets({ server, channel, isIdentified })} />
    </PartCard>
  );
}

function ChatPageCard({ url, title }: { url: string; title: string }) {
  const name = title.replaceAll("&", "&amp;").replaceAll('"', "&quot;");
  const frame = `<iframe src="${url}" title="${name}" style="width:100%;height:600px;border:0"></iframe>`;
  return (
    <PartCard title="Chat page" about="The same chat as a page of its own. Send the link, or show it in a frame.">
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
    </PartCard>
  );
}
