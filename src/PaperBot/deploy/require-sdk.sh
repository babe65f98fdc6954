# Sourced by the scripts: says in one sentence what is missing, and keeps the SDK's own greetings out of the way.
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1

require_dotnet() {
  if ! command -v dotnet >/dev/null 2>&1; then
    echo "PaperBot needs the .NET 10 SDK, and there is no 'dotnet' on the path: see https://dotnet.microsoft.com/download." >&2
    exit 1
  fi
}

# A built program needs the runtime only, and a machine may have lost it since.
require_runtime() {
  require_dotnet
  local runtimes
  runtimes=$(dotnet --list-runtimes 2>/dev/null) || true
  if [[ ! $runtimes =~ Microsoft\.NETCore\.App\ 10\. ]]; then
    echo "PaperBot needs .NET 10, and 'dotnet' here has no runtime of it: see https://dotnet.microsoft.com/download." >&2
    exit 1
  fi
  if [[ ! $runtimes =~ Microsoft\.AspNetCore\.App\ 10\. ]]; then
    echo "PaperBot needs .NET 10 with ASP.NET Core, which 'dotnet' here lacks: see https://dotnet.microsoft.com/download." >&2
    exit 1
  fi
}

require_sdk() {
  require_dotnet
  local sdks
  sdks=$(dotnet --list-sdks 2>/dev/null | cut -d' ' -f1 | paste -sd' ' -) || true
  if [[ ! " $sdks" =~ [\ ]10\. ]]; then
    echo "PaperBot needs the .NET 10 SDK; 'dotnet' here has ${sdks:-no SDK}: see https://dotnet.microsoft.com/download." >&2
    exit 1
  fi
}
