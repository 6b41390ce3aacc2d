/*
 * A management library without a driver for one node of slurm.sh: it tells what the node's files say at each call.
 * Built by slurm-jobs as libnvidia-ml.so.1:
 *
 *   gcc -shared -fPIC -Wall -Wextra -Werror -Wl,-soname,libnvidia-ml.so.1,-Bsymbolic \
 *       -o libnvidia-ml.so.1 node-nvml.c
 *
 * NODE_GPUS names the file with a line "INDEX UTILISATION" for each GPU; beside it, with the ending .apps, lies the
 * one with "INDEX PID MIB" for each process. The rest is what the fake nvidia-smi of slurm.sh says.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef unsigned int uint;
typedef unsigned long long wide;

enum { OK = 0, BAD_ARGUMENT = 2, NOT_FOUND = 6, TOO_SMALL = 7 };
enum { MOST = 64 };
#define MIB (1ULL << 20)
#define TOTAL (81559 * MIB)
#define WHOLE 0xffffffffu

struct device { int index; };
struct pci { char legacy[16]; uint domain, bus, device, id, subsystem; char address[32]; };
struct utilization { uint gpu, memory; };
struct memory { wide total, free, used; };
struct process { uint pid; wide memory; uint gpuInstance, computeInstance; };

static struct device devices[MOST];

static FILE *state(const char *ending) {
  char path[4096];
  const char *gpus = getenv("NODE_GPUS");
  if (!gpus || snprintf(path, sizeof path, "%s%s", gpus, ending) >= (int) sizeof path) return NULL;
  return fopen(path, "r");
}

static const char *node(void) {
  const char *path = getenv("NODE_GPUS");
  const char *slash = path ? strrchr(path, '/') : NULL;
  return slash ? slash + 1 : "node";
}

/* How busy a GPU is, -1 when there is none of that number. */
static int busy(int index) {
  FILE *file = state("");
  int number, percent, found = -1;
  while (file && fscanf(file, "%d %d", &number, &percent) == 2) {
    if (number == index) found = percent;
  }
  if (file) fclose(file);
  return found;
}

static int processes(int index, struct process *to) {
  FILE *file = state(".apps");
  int number, count = 0;
  uint pid;
  wide mebibytes;
  while (file && count < MOST && fscanf(file, "%d %u %llu", &number, &pid, &mebibytes) == 3) {
    if (number == index) to[count++] = (struct process){pid, mebibytes * MIB, WHOLE, WHOLE};
  }
  if (file) fclose(file);
  return count;
}

static int copy(const char *text, char *to, uint size) {
  if (strlen(text) >= size) return TOO_SMALL;
  strcpy(to, text);
  return OK;
}

int nvmlInit_v2(void) {
  for (int i = 0; i < MOST; i++) devices[i].index = i;
  return OK;
}
int nvmlShutdown(void) { return OK; }
int nvmlSystemGetDriverVersion(char *to, uint size) { return copy("550.54.15", to, size); }
int nvmlDeviceGetCount_v2(uint *count) {
  for (*count = 0; *count < MOST && busy((int) *count) >= 0; (*count)++) {}
  return OK;
}
int nvmlDeviceGetHandleByIndex_v2(uint index, struct device **handle) {
  if (index >= MOST || busy((int) index) < 0) return BAD_ARGUMENT;
  *handle = &devices[index];
  return OK;
}
int nvmlDeviceGetUUID(struct device *d, char *to, uint size) {
  char text[96];
  snprintf(text, sizeof text, "GPU-%.60s-%d", node(), d->index);
  return copy(text, to, size);
}
int nvmlDeviceGetName(struct device *d, char *to, uint size) { (void) d; return copy("NVIDIA H100", to, size); }
int nvmlDeviceGetPciInfo_v3(struct device *d, struct pci *pci) {
  memset(pci, 0, sizeof *pci);
  pci->bus = (uint) d->index;
  return OK;
}
int nvmlDeviceGetUtilizationRates(struct device *d, struct utilization *out) {
  int percent = busy(d->index);
  *out = (struct utilization){percent < 0 ? 0 : (uint) percent, 0};
  return percent < 0 ? NOT_FOUND : OK;
}
int nvmlDeviceGetMemoryInfo(struct device *d, struct memory *out) {
  struct process all[MOST];
  wide used = 0;
  for (int i = processes(d->index, all) - 1; i >= 0; i--) used += all[i].memory;
  *out = (struct memory){TOTAL, TOTAL - used, used};
  return OK;
}
int nvmlDeviceGetTemperature(struct device *d, int sensor, uint *out) { (void) d; (void) sensor; *out = 50; return OK; }
int nvmlDeviceGetPowerUsage(struct device *d, uint *out) { *out = 100500u + 6000u * (uint) busy(d->index); return OK; }
int nvmlDeviceGetEnforcedPowerLimit(struct device *d, uint *out) { (void) d; *out = 700000; return OK; }
int nvmlDeviceGetPowerManagementLimit(struct device *d, uint *out) { (void) d; *out = 700000; return OK; }
int nvmlDeviceGetComputeRunningProcesses_v3(struct device *d, uint *count, struct process *to) {
  struct process all[MOST];
  uint found = (uint) processes(d->index, all), room = *count;
  *count = found;
  if (found > room) return TOO_SMALL;
  memcpy(to, all, found * sizeof *to);
  return OK;
}
