/*
 * A management library without a driver: eight GPUs that answer as NVIDIA's library documents it.
 * Built by tests as libnvidia-ml.so.1:
 *
 *   gcc -shared -fPIC -Wall -Wextra -Werror -Wl,-soname,libnvidia-ml.so.1,-Bsymbolic \
 *       -o libnvidia-ml.so.1 fake-nvml.c -lpthread
 *
 *   -DOLD_DRIVER  lacks what came after 450: second and third versions, counters, fan speeds
 *   -DPROTECTED   fills in process rows as drivers 535.43 to 535.86 do
 *
 * GPU 0 has links, counters and all kinds of processes; 1 is partitioned; 2 is shared out to virtual
 * machines; 3 is a board that tells little; 4 has no memory of its own; 5 talks nonsense; 6 and 7 have
 * fans. Functions named fake_… steer it; FAKE_NVML_INIT, FAKE_NVML_LOST and FAKE_NVML_HANG do so from
 * outside of the process.
 */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef unsigned int uint;
typedef unsigned long long wide;

enum { OK = 0, BAD_ARGUMENT = 2, NOT_SUPPORTED = 3, NO_PERMISSION = 4, NOT_FOUND = 6, TOO_SMALL = 7,
       LOST = 15, BAD_VERSION = 25, UNKNOWN = 999 };
enum { GPUS = 8, LINKS = 18, SLOTS = 7, PLENTY = 300 };
enum { PARTITIONED = 1, SHARED_OUT = 2, TERSE = 3, NO_MEMORY = 4, NONSENSE = 5, FIRST_WITH_FANS = 6 };

#define GIB (1ULL << 30)
#define UNAVAILABLE 0xffffffffffffffffULL
#define VERSION(type, number) ((uint)(sizeof(type) | (number) << 24))

struct device { int gpu; int slot; };
struct pci { char legacy[16]; uint domain, bus, device, id, subsystem; char address[32]; };
struct utilization { uint gpu, memory; };
struct memory { wide total, free, used; };
struct memory_v2 { uint version; wide total, reserved, free, used; };
struct process_v1 { uint pid; wide memory; };
struct process_v2 { uint pid; wide memory; uint gpuInstance, computeInstance; };
struct process_protected { uint pid; wide memory; uint gpuInstance, computeInstance; wide protected; };
struct process_sample { uint pid; wide time; uint sm, memory, encoder, decoder; };
struct fan_speed { uint version, fan, speed; };
struct temperature { uint version; int sensor; int celsius; };
union value { double real; int number; uint unsignedNumber; wide wideNumber; long long longNumber; };
struct field { uint id, scope; long long time, latency; int type; int status; union value value; };
struct attributes { uint sms, copies, decoders, encoders, jpegs, ofas, slices, computeSlices; wide mebibytes; };
struct vgpu_sample { uint vgpu; wide time; union value sm, memory, encoder, decoder; };
struct vgpu_scheduler { uint policy, roundRobin; uint parameters[2]; };
struct vgpu_abilities { uint schedulers[3]; uint most, least, hasRoundRobin, a, b, c, d; };
struct gpm_support { uint version, isSupported; };
struct gpm_metric { uint id; int status; double value; struct { char *brief, *name, *unit; } info; };
struct gpm_sample { int gpu, instance, number; };
struct gpm_request { uint version, count; struct gpm_sample *older, *newer; struct gpm_metric metrics[333]; };

static struct device devices[GPUS];
static struct device slots[GPUS][SLOTS];
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t released = PTHREAD_COND_INITIALIZER;
static int lost[GPUS], hanging[GPUS], initStatus, crowded, uninitialized = 1, opened, waiting, gpuCount = GPUS;

/* What tests steer. */
void fake_reset(void) {
  pthread_mutex_lock(&lock);
  memset(lost, 0, sizeof lost);
  memset(hanging, 0, sizeof hanging);
  initStatus = crowded = 0;
  gpuCount = GPUS;
  pthread_cond_broadcast(&released);
  pthread_mutex_unlock(&lock);
}
int fake_lose(int gpu, int status) { lost[gpu] = status; return OK; }
int fake_crowd(int isCrowded) { crowded = isCrowded; return OK; }
int fake_init(int status) { initStatus = status; return OK; }
int fake_count(int count) { gpuCount = count; return OK; }
int fake_opened(void) { return opened; }
int fake_hang(int gpu, int hangs) {
  pthread_mutex_lock(&lock);
  hanging[gpu] = hangs;
  pthread_cond_broadcast(&released);
  pthread_mutex_unlock(&lock);
  return OK;
}
/* How many calls hang now. */
int fake_waiting(void) {
  pthread_mutex_lock(&lock);
  int now = waiting;
  pthread_mutex_unlock(&lock);
  return now;
}
int fake_sizes(int *sizes) {
  int all[] = {sizeof(struct pci), sizeof(struct utilization), sizeof(struct memory), sizeof(struct memory_v2),
      sizeof(struct process_v1), sizeof(struct process_v2), sizeof(struct process_protected),
      sizeof(struct process_sample), sizeof(struct fan_speed), sizeof(struct temperature), sizeof(struct field),
      sizeof(struct attributes), sizeof(struct vgpu_sample), sizeof(struct vgpu_scheduler),
      sizeof(struct vgpu_abilities), sizeof(struct gpm_support), sizeof(struct gpm_metric),
      sizeof(struct gpm_request) - 333 * sizeof(struct gpm_metric)};
  memcpy(sizes, all, sizeof all);
  return sizeof all / sizeof *all;
}

/* A call about a device: waits while that hangs, and fails when it is lost. */
static int enter(struct device *d) {
  pthread_mutex_lock(&lock);
  waiting++;
  while (hanging[d->gpu]) {
    pthread_cond_wait(&released, &lock);
  }
  waiting--;
  int status = uninitialized ? 1 : lost[d->gpu];
  pthread_mutex_unlock(&lock);
  return status;
}

#define ENTER(d) do { int entered = enter(d); if (entered) return entered; } while (0)
#define UNLESS(isSo) do { if (!(isSo)) return NOT_SUPPORTED; } while (0)
#define WHOLE(d) ENTER(d); UNLESS((d)->slot < 0 && (d)->gpu != TERSE)
#define NUMBER(name, what) int name(struct device *d, uint *out) { WHOLE(d); *out = (what); return OK; }
#define ENGINE(name, what) \
  int name(struct device *d, uint *out, uint *period) { WHOLE(d); *out = (what); *period = 1000; return OK; }

static int copy(const char *text, char *to, uint size) {
  if (strlen(text) >= size) return TOO_SMALL;
  strcpy(to, text);
  return OK;
}

int nvmlInit_v2(void) {
  if (getenv("FAKE_NVML_INIT")) initStatus = atoi(getenv("FAKE_NVML_INIT"));
  if (getenv("FAKE_NVML_LOST")) lost[atoi(getenv("FAKE_NVML_LOST"))] = LOST;
  if (getenv("FAKE_NVML_HANG")) hanging[atoi(getenv("FAKE_NVML_HANG"))] = 1;
  if (initStatus) return initStatus;
  for (int i = 0; i < GPUS; i++) {
    devices[i].gpu = i;
    devices[i].slot = -1;
    for (int j = 0; j < SLOTS; j++) slots[i][j] = (struct device){i, j};
  }
  uninitialized = 0;
  opened++;
  return OK;
}
int nvmlShutdown(void) { opened--; uninitialized = opened <= 0; return OK; }
int nvmlSystemGetDriverVersion(char *to, uint size) { return copy("580.82.07", to, size); }
int nvmlSystemGetCudaDriverVersion_v2(int *version) { *version = 13010; return OK; }
int nvmlDeviceGetCount_v2(uint *count) { *count = gpuCount; return uninitialized; }
int nvmlDeviceGetHandleByIndex_v2(uint index, struct device **handle) {
  if (index >= (uint) gpuCount) return BAD_ARGUMENT;
  ENTER(&devices[index]);
  *handle = &devices[index];
  return OK;
}

int nvmlDeviceGetUUID(struct device *d, char *to, uint size) {
  char text[96];
  ENTER(d);
  snprintf(text, sizeof text, d->slot < 0 ? "GPU-%08d-aaaa-bbbb-cccc-%012d" : "MIG-%08d-aaaa-bbbb-cccc-%012d", d->gpu, d->slot + 1);
  return copy(text, to, size);
}
int nvmlDeviceGetName(struct device *d, char *to, uint size) {
  ENTER(d);
  if (d->slot == 0) return copy("NVIDIA H100 80GB HBM3 MIG 3g.40gb", to, size);
  if (d->slot > 0) return copy("NVIDIA H100 80GB HBM3", to, size);
  return copy(d->gpu == NO_MEMORY ? "NVIDIA GB10" : d->gpu == NONSENSE ? "Bad\033[31m\nName" : "NVIDIA H200", to, size);
}
int nvmlDeviceGetPciInfo_v3(struct device *d, struct pci *pci) {
  ENTER(d);
  memset(pci, 0, sizeof *pci);
  pci->bus = 0x10 + d->gpu;
  return OK;
}
int nvmlDeviceGetVbiosVersion(struct device *d, char *to, uint size) { WHOLE(d); return copy("96.00.A5.00.01", to, size); }
int nvmlDeviceGetCudaComputeCapability(struct device *d, int *major, int *minor) { WHOLE(d); *major = 9; *minor = 0; return OK; }
NUMBER(nvmlDeviceGetBrand, 14)
NUMBER(nvmlDeviceGetComputeMode, 0)
NUMBER(nvmlDeviceGetPersistenceMode, 1)
int nvmlDeviceGetEccMode(struct device *d, uint *current, uint *pending) { WHOLE(d); *current = d->gpu != 0; *pending = 1; return OK; }
int nvmlDeviceGetTotalEccErrors(struct device *d, int kind, int counter, wide *count) { WHOLE(d); *count = 2 - kind + counter; return OK; }

int nvmlDeviceGetTemperatureThreshold(struct device *d, int which, uint *out) {
  WHOLE(d);
  uint limits[] = {95, 90, 99, 87, 0, 83};
  UNLESS(which >= 0 && which < 6);
  *out = limits[which];
  return OK;
}
int nvmlDeviceGetMaxClockInfo(struct device *d, int which, uint *out) { WHOLE(d); *out = which == 2 ? 3201 : 1980; return OK; }
int nvmlDeviceGetClockInfo(struct device *d, int which, uint *out) {
  WHOLE(d);
  *out = d->gpu == NONSENSE ? 0xffffffffu : which == 2 ? 2619u : 1900u + d->gpu;
  return OK;
}
NUMBER(nvmlDeviceGetPowerManagementDefaultLimit, 700000)
NUMBER(nvmlDeviceGetPowerManagementLimit, 650000)
NUMBER(nvmlDeviceGetEnforcedPowerLimit, 640000)
int nvmlDeviceGetPowerManagementLimitConstraints(struct device *d, uint *least, uint *most) { WHOLE(d); *least = 200000; *most = 700000; return OK; }
NUMBER(nvmlDeviceGetMaxPcieLinkGeneration, 5)
NUMBER(nvmlDeviceGetMaxPcieLinkWidth, 16)
NUMBER(nvmlDeviceGetCurrPcieLinkGeneration, 4)
NUMBER(nvmlDeviceGetCurrPcieLinkWidth, 8)
NUMBER(nvmlDeviceGetPerformanceState, d->gpu == NONSENSE ? 32 : 2)
int nvmlDeviceGetPowerUsage(struct device *d, uint *out) {
  WHOLE(d);
  if (d->gpu == 7) return UNKNOWN;
  *out = d->gpu == NONSENSE ? 0xffffffffu : 100500u + 1000 * d->gpu;
  return OK;
}
int nvmlDeviceGetTemperature(struct device *d, int sensor, uint *out) {
  WHOLE(d);
  UNLESS(d->gpu != FIRST_WITH_FANS);
  *out = d->gpu == NONSENSE ? 0xffffffffu : 40u + d->gpu + sensor;
  return OK;
}
int nvmlDeviceGetUtilizationRates(struct device *d, struct utilization *out) {
  WHOLE(d);
  UNLESS(d->gpu != PARTITIONED);
  out->gpu = d->gpu == NONSENSE ? 250 : 10u * d->gpu;
  out->memory = 3;
  return OK;
}
ENGINE(nvmlDeviceGetEncoderUtilization, 4)
ENGINE(nvmlDeviceGetDecoderUtilization, 5)

int nvmlDeviceGetMemoryInfo(struct device *d, struct memory *out) {
  ENTER(d);
  UNLESS(d->gpu != NO_MEMORY && d->gpu != TERSE);
  *out = (struct memory){140 * GIB, 100 * GIB, d->gpu == NONSENSE ? UNAVAILABLE : (d->gpu + 1) * GIB + GIB / 2};
  if (d->slot >= 0) *out = (struct memory){40 * GIB, 30 * GIB, (d->slot + 1) * GIB};
  return OK;
}
#ifndef OLD_DRIVER
int nvmlDeviceGetMemoryInfo_v2(struct device *d, struct memory_v2 *out) {
  if (out->version != VERSION(struct memory_v2, 2)) return BAD_VERSION;
  struct memory one;
  int status = nvmlDeviceGetMemoryInfo(d, &one);
  if (status) return status;
  *out = (struct memory_v2){out->version, one.total, GIB / 2, one.free, one.used == UNAVAILABLE || d->slot >= 0 ? one.used : one.used - GIB / 2};
  return OK;
}
int nvmlDeviceGetTemperatureV(struct device *d, struct temperature *out) {
  WHOLE(d);
  if (out->version != VERSION(struct temperature, 1)) return BAD_VERSION;
  out->celsius = 66;
  return OK;
}
NUMBER(nvmlDeviceGetArchitecture, 9)
NUMBER(nvmlDeviceGetNumaNodeId, 1)
int nvmlDeviceGetGspFirmwareVersion(struct device *d, char *to) { WHOLE(d); strcpy(to, "580.82.07"); return OK; }
int nvmlDeviceGetGspFirmwareMode(struct device *d, uint *isEnabled, uint *isDefault) { WHOLE(d); *isEnabled = *isDefault = 1; return OK; }
ENGINE(nvmlDeviceGetJpgUtilization, 6)
ENGINE(nvmlDeviceGetOfaUtilization, 7)
int nvmlDeviceGetCurrentClocksEventReasons(struct device *d, wide *out) { WHOLE(d); *out = d->gpu == 0 ? 0x24 : d->gpu == 6 ? 0x1001 : 0; return OK; }
int nvmlDeviceGetNumFans(struct device *d, uint *out) { WHOLE(d); UNLESS(d->gpu >= FIRST_WITH_FANS); *out = 2; return OK; }
int nvmlDeviceGetFanSpeed_v2(struct device *d, uint fan, uint *out) { WHOLE(d); *out = 30 + 15 * fan; return OK; }
int nvmlDeviceGetFanSpeedRPM(struct device *d, struct fan_speed *out) {
  WHOLE(d);
  if (out->version != VERSION(struct fan_speed, 1)) return BAD_VERSION;
  out->speed = 1500 - 300 * out->fan;
  return OK;
}
#else
int nvmlDeviceGetCurrentClocksThrottleReasons(struct device *d, wide *out) { WHOLE(d); *out = 0x8; return OK; }
int nvmlDeviceGetFanSpeed(struct device *d, uint *out) { WHOLE(d); UNLESS(d->gpu >= FIRST_WITH_FANS); *out = 33; return OK; }
#endif

int nvmlDeviceGetFieldValues(struct device *d, int count, struct field *fields) {
  WHOLE(d);
  for (int i = 0; i < count; i++) {
    struct field *f = &fields[i];
    f->status = OK;
    f->type = 1;
    if (f->id == 82 && d->gpu == 0) f->value.unsignedNumber = 61;
    else if (f->id == 164 && d->gpu == 0) f->value.unsignedNumber = 26000 + f->scope;
    else if (f->id == 90 && d->gpu == 6) { f->type = 3; f->value.wideNumber = 14000; }
    else f->status = NOT_SUPPORTED;
  }
  return OK;
}
int nvmlDeviceGetNvLinkState(struct device *d, uint link, uint *isActive) {
  WHOLE(d);
  int links = d->gpu == 0 ? LINKS : d->gpu == 6 ? 4 : 0;
  UNLESS(links > 0);
  if (link >= (uint) links) return BAD_ARGUMENT;
  UNLESS(d->gpu != 0 || link != 5);
  *isActive = link != LINKS - 1;
  return OK;
}
int nvmlDeviceGetNvLinkRemoteDeviceType(struct device *d, uint link, uint *type) { (void) link; WHOLE(d); *type = d->gpu == 0 ? 2 : 0; return OK; }

/* Partitions: two, and a free place between them. */
int nvmlDeviceGetMigMode(struct device *d, uint *current, uint *pending) {
  WHOLE(d);
  UNLESS(d->gpu <= PARTITIONED);
  *current = d->gpu == PARTITIONED;
  *pending = 1;
  return OK;
}
NUMBER(nvmlDeviceGetMaxMigDeviceCount, SLOTS)
int nvmlDeviceGetMigDeviceHandleByIndex(struct device *d, uint slot, struct device **part) {
  WHOLE(d);
  if (slot != 0 && slot != 2) return NOT_FOUND;
  *part = &slots[d->gpu][slot];
  return OK;
}
int nvmlDeviceGetGpuInstanceId(struct device *d, uint *id) { ENTER(d); UNLESS(d->slot >= 0); *id = 5 + d->slot; return OK; }
int nvmlDeviceGetComputeInstanceId(struct device *d, uint *id) { ENTER(d); UNLESS(d->slot >= 0); *id = 0; return OK; }
int nvmlDeviceGetAttributes_v2(struct device *d, struct attributes *a) {
  ENTER(d);
  *a = (struct attributes){16, 1, 1, 0, 0, 0, 2, 1, 20 * 1024};
  return OK;
}

/* Processes: one that computes and draws, one whose memory is not told, one that draws, one served. */
enum list { COMPUTE, GRAPHICS, SERVED };
struct row { uint pid; wide memory; };
static int rows(struct device *d, enum list list, struct row *to) {
  int n = 0;
  if (d->gpu == 0 && list == COMPUTE) {
    to[n++] = (struct row){1000, 5 * GIB};
    to[n++] = (struct row){1001, UNAVAILABLE};
    for (int i = 0; crowded && i < PLENTY - 2; i++) to[n++] = (struct row){5000 + i, GIB};
  } else if (d->gpu == 0 && list == GRAPHICS) {
    to[n++] = (struct row){1000, 4 * GIB};
    to[n++] = (struct row){1002, GIB / 8};
    to[n++] = (struct row){0, GIB};
  } else if (d->gpu == 0) {
    to[n++] = (struct row){1003, GIB};
  } else if (d->gpu == PARTITIONED && list == COMPUTE && d->slot == 0) {
    to[n++] = (struct row){1100, 2 * GIB};
  } else if (d->gpu == PARTITIONED && list == COMPUTE && d->slot == 2) {
    to[n++] = (struct row){1100, GIB};
    to[n++] = (struct row){1101, 3 * GIB};
  }
  return n;
}
#define PROCESSES(name, list, type, assign) \
  int name(struct device *d, uint *count, struct type *to) { \
    ENTER(d); \
    if (d->gpu == PARTITIONED && d->slot < 0) return NO_PERMISSION; \
    struct row all[PLENTY]; \
    int n = rows(d, list, all); \
    uint room = *count; \
    *count = n; \
    if ((uint) n > room) return TOO_SMALL; \
    for (int i = 0; i < n; i++) { assign; } \
    return OK; \
  }
#define INSTANCE (d->slot < 0 ? 0xffffffffu : 5u + d->slot)
#define ASSIGN_1 to[i] = (struct process_v1){all[i].pid, all[i].memory}
#define ASSIGN_2 to[i] = (struct process_v2){all[i].pid, all[i].memory, INSTANCE, d->slot < 0 ? 0xffffffffu : 0}
#define ASSIGN_3 to[i] = (struct process_protected){all[i].pid, all[i].memory, INSTANCE, d->slot < 0 ? 0xffffffffu : 0, 7}
#ifdef OLD_DRIVER
PROCESSES(nvmlDeviceGetComputeRunningProcesses, COMPUTE, process_v1, ASSIGN_1)
PROCESSES(nvmlDeviceGetGraphicsRunningProcesses, GRAPHICS, process_v1, ASSIGN_1)
#elif defined PROTECTED
PROCESSES(nvmlDeviceGetComputeRunningProcesses_v3, COMPUTE, process_protected, ASSIGN_3)
PROCESSES(nvmlDeviceGetGraphicsRunningProcesses_v3, GRAPHICS, process_protected, ASSIGN_3)
PROCESSES(nvmlDeviceGetMPSComputeRunningProcesses_v3, SERVED, process_protected, ASSIGN_3)
int nvmlDeviceGetConfComputeMemSizeInfo(void) { return NOT_SUPPORTED; }
#else
PROCESSES(nvmlDeviceGetComputeRunningProcesses, COMPUTE, process_v1, ASSIGN_1)
PROCESSES(nvmlDeviceGetComputeRunningProcesses_v2, COMPUTE, process_v2, ASSIGN_2)
PROCESSES(nvmlDeviceGetComputeRunningProcesses_v3, COMPUTE, process_v2, ASSIGN_2)
PROCESSES(nvmlDeviceGetGraphicsRunningProcesses_v3, GRAPHICS, process_v2, ASSIGN_2)
PROCESSES(nvmlDeviceGetMPSComputeRunningProcesses_v2, SERVED, process_v2, ASSIGN_2)
int nvmlDeviceGetConfComputeMemSizeInfo(void) { return NOT_SUPPORTED; }
int nvmlDeviceGetRunningProcessDetailList(void) { return NOT_SUPPORTED; }
#endif

int nvmlDeviceGetProcessUtilization(struct device *d, struct process_sample *to, uint *count, wide since) {
  static const struct process_sample all[] = {{1000, 100, 10, 0, 0, 0}, {1000, 200, 55, 0, 0, 0}, {1001, 150, 120, 0, 0, 0}, {1002, 90, 7, 0, 0, 0}};
  uint room = *count, n = 0;
  WHOLE(d);
  if (d->gpu != 0 || since >= 200) return NOT_FOUND;
  *count = 4;
  if (!to || room < 4) return TOO_SMALL;
  for (int i = 0; i < 4; i++) if (all[i].time > since) to[n++] = all[i];
  *count = n;
  return OK;
}

/* Virtual machines. */
int nvmlDeviceGetVirtualizationMode(struct device *d, uint *mode) { WHOLE(d); *mode = d->gpu == SHARED_OUT ? 3 : 0; return OK; }
int nvmlDeviceGetHostVgpuMode(struct device *d, uint *mode) { WHOLE(d); *mode = 1; return OK; }
int nvmlDeviceGetVgpuSchedulerState(struct device *d, struct vgpu_scheduler *s) { WHOLE(d); s->policy = 2; s->roundRobin = 1; return OK; }
int nvmlDeviceGetVgpuSchedulerCapabilities(struct device *d, struct vgpu_abilities *a) { WHOLE(d); a->hasRoundRobin = 1; return OK; }
int nvmlDeviceGetActiveVgpus(struct device *d, uint *count, uint *ids) {
  WHOLE(d);
  if (*count < 2) return TOO_SMALL;
  *count = 2;
  ids[0] = 72;
  ids[1] = 71;
  return OK;
}
int nvmlDeviceGetVgpuUtilization(struct device *d, wide since, int *type, uint *count, struct vgpu_sample *to) {
  (void) since;
  WHOLE(d);
  *type = 1;
  if (*count < 1) return TOO_SMALL;
  *count = 1;
  memset(to, 0, sizeof *to);
  to->vgpu = 71;
  to->sm.unsignedNumber = 33;
  to->memory.unsignedNumber = 44;
  return OK;
}
int nvmlVgpuInstanceGetUUID(uint id, char *to, uint size) { char t[80]; snprintf(t, sizeof t, "VGPU-%u", id); return copy(t, to, size); }
int nvmlVgpuInstanceGetType(uint id, uint *type) { *type = id - 60; return OK; }
int nvmlVgpuTypeGetName(uint type, char *to, uint *size) { return type == 11 ? copy("NVIDIA H200-35C", to, *size) : NOT_FOUND; }
int nvmlVgpuInstanceGetVmID(uint id, char *to, uint size, uint *kind) { char t[80]; *kind = 1; snprintf(t, sizeof t, "vm-%u", id); return copy(t, to, size); }
int nvmlVgpuInstanceGetFbUsage(uint id, wide *bytes) { *bytes = (id - 70) * GIB; return OK; }
int nvmlVgpuTypeGetFramebufferSize(uint type, wide *bytes) { (void) type; *bytes = 35 * GIB; return OK; }

/* Counters: of the first GPU, and of the partitions of the second. */
#ifndef OLD_DRIVER
int nvmlGpmQueryDeviceSupport(struct device *d, struct gpm_support *s) {
  ENTER(d);
  if (s->version != 1) return BAD_VERSION;
  s->isSupported = d->gpu <= PARTITIONED;
  return OK;
}
static int sampled;
int nvmlGpmSampleAlloc(struct gpm_sample **s) { *s = calloc(1, sizeof **s); sampled++; return OK; }
int nvmlGpmSampleFree(struct gpm_sample *s) { free(s); sampled--; return OK; }
int fake_samples(void) { return sampled; }
static int sample(struct device *d, int instance, struct gpm_sample *s) {
  static int number;
  ENTER(d);
  *s = (struct gpm_sample){d->gpu, instance, ++number};
  return OK;
}
int nvmlGpmSampleGet(struct device *d, struct gpm_sample *s) { return sample(d, -1, s); }
int nvmlGpmMigSampleGet(struct device *d, uint instance, struct gpm_sample *s) { return sample(d, (int) instance, s); }
int nvmlGpmMetricsGet(struct gpm_request *r) {
  if (r->version != 1) return BAD_VERSION;
  if (r->older->number == 0 || r->older->number >= r->newer->number || r->older->gpu != r->newer->gpu) return BAD_ARGUMENT;
  for (uint i = 0; i < r->count; i++) {
    struct gpm_metric *m = &r->metrics[i];
    m->status = OK;
    if (m->id == 1) m->value = 70 + r->newer->instance;
    else if (m->id == 3) m->value = 42.5;
    else if (m->id == 10) m->value = 31;
    else m->status = NOT_SUPPORTED;
  }
  return OK;
}
#endif
