"use client";

import type { SettingsOf } from "@/components/channels/channel-types";
import { SecretField } from "@/components/channels/secret-field";
import { useUpdateChannel } from "@/components/channels/use-update-channel";
import type { PartProps } from "@/components/channels/web/draft/use-web-draft";
import { PartCard } from "@/components/channels/web/fields/part-card";
import { CodeTabs } from "@/components/channels/web/snippets/code-tabs";
import { identitySamples } from "@/components/channels/web/snippets/identity-samples";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/textarea";

interface AccessPartProps extends PartProps {
  channelId: string;
  settings: SettingsOf<"web">;
}

/** Which websites may use the chat, and how a website says who its visitor is. */
export function AccessPart({ draft, change, faultAt, channelId, settings }: AccessPartProps) {
  const { save, pending } = useUpdateChannel(channelId);
  return (
    <>
      <PartCard title="Access">
        <Field
          label="Allowed origins"
          hint="Websites that may show the widget and frame the chat page, one per line, such as https://www.example.com. Leave it empty to allow every website."
          error={faultAt("allowedOrigins")}
        >
          <Textarea
            value={draft.origins}
            spellCheck={false}
            placeholder="Every website"
            onChange={(event) => change({ origins: event.target.value })}
            className="font-mono text-13"
          />
        </Field>
        <Field
          label="Hosts of images"
          hint="Images in the bot’s answers are loaded from these hosts, one per line, such as cdn.example.com. Others are shown as links, so that a bot that was tricked cannot send data to a foreign server."
          error={faultAt("widget.imageHosts")}
        >
          <Textarea
            value={draft.imageHosts}
            spellCheck={false}
            placeholder="None"
            onChange={(event) => change({ imageHosts: event.target.value })}
            className="font-mono text-13"
          />
        </Field>
      </PartCard>
      <PartCard
        title="Identity"
        about="A website can say which of its users is chatting. The conversation then follows the user to every device, and nobody can pretend to be another user, because your server signs the user’s id."
      >
        <SecretField
          label="Identity secret"
          hint="Your server uses the same secret. It is encrypted here and not shown again. A new one ends the sessions of logged-in users until your website signs their ids with it."
          isSet={settings.hasIdentitySecret}
          pending={pending}
          onSave={(identitySecret) => save({ web: { identitySecret } })}
        />
        <div className="grid min-w-0 gap-2">
          <p className="text-14 font-medium">Compute the hash on your server</p>
          <p className="text-13 leading-5 text-muted-foreground">
            Set the environment variable PARLEY_IDENTITY_SECRET to the secret. Give the result to the widget, as the
            snippets with “Identify logged-in users” show.
          </p>
          <CodeTabs label="Language of the server" samples={identitySamples} />
        </div>
      </PartCard>
    </>
  );
}
