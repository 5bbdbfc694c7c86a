/** Where this worker's browsers may go: the deployment decides, not an organisation's settings. */
export type PortalHosts = {
  readonly patterns: readonly string[];
  readonly isAllowed: (host: string, port: number) => boolean;
};

type Pattern = { host: string; isSuffix: boolean; ports: readonly number[] };

const WEB_PORTS = [443, 80];

/**
 * @param given.hosts comma separated, `admin.pumpd.example` or `*.pumpd.example:8443`; without a port 443 and 80
 * @param given.portalUrl used when there are no hosts: its own host and the neighbours under the same parent
 */
export function parsePortalHosts(given: { hosts?: string; portalUrl?: string }): PortalHosts {
  const patterns = given.hosts ? given.hosts.split(",").map((host) => host.trim()) : neighbours(given.portalUrl);
  const parsed = patterns.filter(Boolean).map(parsePattern);
  if (parsed.length === 0) throw new Error("PORTAL_HOSTS names no host");
  return {
    patterns,
    isAllowed: (host, port) => {
      const name = host.toLowerCase().replace(/\.$/, "");
      return parsed.some(
        (pattern) =>
          pattern.ports.includes(port) &&
          (pattern.isSuffix ? name.endsWith(`.${pattern.host}`) : name === pattern.host),
      );
    },
  };
}

function neighbours(portalUrl: string | undefined): string[] {
  if (!portalUrl) return [];
  const { hostname, host, port, protocol } = new URL(portalUrl);
  const withPort = port ? host : `${hostname}:${protocol === "https:" ? 443 : 80}`;
  const [, ...parent] = withPort.split(".");
  // The parent needs two labels of its own: "*.example" would be half the world.
  return parent.length >= 2 ? [withPort, `*.${parent.join(".")}`] : [withPort];
}

function parsePattern(text: string): Pattern {
  const [, star, host, port] = /^(\*\.)?([a-z0-9.-]+|\[[0-9a-f:]+\])(?::(\d+))?$/.exec(text.toLowerCase()) ?? [];
  if (!host) throw new Error(`PORTAL_HOSTS: “${text}” is not a host`);
  return { host, isSuffix: star !== undefined, ports: port ? [Number(port)] : WEB_PORTS };
}

/** Host and port of a URL, with the scheme's own port where it names none. What is no URL, or has a password in it, is not. */
export function isUrlAllowed(hosts: PortalHosts, url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { hostname, port, protocol, username, password } = new URL(url);
  if (username || password) return false;
  if (protocol !== "https:" && protocol !== "http:") return false;
  return hosts.isAllowed(hostname, port ? Number(port) : protocol === "https:" ? 443 : 80);
}
