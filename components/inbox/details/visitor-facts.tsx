import { LocalTime } from "@/components/ui/local-time";
import { languageName } from "@/server/text/language-name";
import type { InboxConversation } from "../inbox-types";
import { Verified } from "./checked-mark";
import { Fact } from "./details-section";

/** What a visitor of the web channel brought: the website's own user id, the language, the page with the chat, and the consent. */
export function VisitorFacts({ conversation }: { conversation: InboxConversation }) {
  const { visitor, language, pageUrl, consent } = conversation;
  return (
    <>
      {visitor?.userId && (
        <Fact name="User id">
          {visitor.userId} <Verified />
        </Fact>
      )}
      {language && <Fact name="Language">{languageName(language)}</Fact>}
      {pageUrl && (
        <Fact name="Page">
          <a
            href={pageUrl}
            target="_blank"
            rel="noopener noreferrer"
            className="rounded-sm underline underline-offset-2 focus-ring"
          >
            {pageUrl.replace(/^https?:\/\//, "")}
          </a>
        </Fact>
      )}
      {consent && (
        <Fact name="Consent">
          <LocalTime at={consent.at} />, to the text of <LocalTime at={writtenAt(consent.version)} />
        </Fact>
      )}
    </>
  );
}

/** When a version of the consent text was written: versions are minutes since 1970. */
function writtenAt(version: number): string {
  return new Date(version * 60_000).toISOString();
}
