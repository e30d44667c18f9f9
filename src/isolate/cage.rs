//! Shuts the running process in: limits in; a process without file system, network and other programs out.
//!
//! Limits hold on every Unix, the rest on Linux only, as far as its kernel can do it. Elsewhere a worker still keeps a crash or a
//! hang away from the program that asked.

#[cfg(not(unix))]
pub(super) use nowhere::{enter, grant_time};
#[cfg(unix)]
pub(super) use unix::{enter, grant_time};

#[cfg(unix)]
mod unix {
    use std::io;

    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    use rustix::time::{ClockId, clock_gettime};

    use crate::isolate::Limits;

    /// Limits this process and takes away what reading a document does not need.
    pub(in crate::isolate) fn enter(limits: Limits) -> io::Result<()> {
        lower(Resource::As, limits.memory)?;
        lower(Resource::Core, 0)?;
        #[cfg(target_os = "linux")]
        super::linux::shut();
        Ok(())
    }

    /// Gives the next task its processor time, counted from now.
    pub(in crate::isolate) fn grant_time(limits: Limits) -> io::Result<()> {
        let used = clock_gettime(ClockId::ProcessCPUTime).tv_sec;
        lower(Resource::Cpu, u64::try_from(used).unwrap_or_default() + 1 + limits.seconds)
    }

    /// Sets what holds now and leaves what may ever be asked for.
    fn lower(resource: Resource, value: u64) -> io::Result<()> {
        let maximum = getrlimit(resource).maximum;
        let value = maximum.map_or(value, |maximum| maximum.min(value));
        Ok(setrlimit(resource, Rlimit { current: Some(value), maximum })?)
    }
}

#[cfg(target_os = "linux")]
mod linux {
    use std::collections::BTreeMap;
    use std::error::Error;

    use landlock::{ABI, Access, AccessFs, AccessNet, Ruleset, RulesetAttr, Scope};
    use seccompiler::{BpfProgram, SeccompAction, SeccompFilter, apply_filter};

    /// Both bars as far as the kernel knows them: where one is missing the other still holds, and a document must be readable
    /// on a machine that has neither.
    pub(super) fn shut() {
        let _ = forbid_places();
        let _ = forbid_calls();
    }

    /// No file may be opened and no connection made, by whatever call.
    fn forbid_places() -> Result<(), Box<dyn Error>> {
        let abi = ABI::V6;
        let rules = Ruleset::default()
            .handle_access(AccessFs::from_all(abi))?
            .handle_access(AccessNet::from_all(abi))?
            .scope(Scope::from_all(abi))?;
        rules.create()?.restrict_self()?;
        Ok(())
    }

    /// Only calls that computing and the two open pipes need; any other one fails as if the right to it were missing.
    fn forbid_calls() -> Result<(), Box<dyn Error>> {
        let allowed: BTreeMap<i64, Vec<_>> = CALLS.iter().map(|&call| (call, Vec::new())).collect();
        let denied = SeccompAction::Errno(libc::EPERM.unsigned_abs());
        let filter = SeccompFilter::new(allowed, denied, SeccompAction::Allow, std::env::consts::ARCH.try_into()?)?;
        let program: BpfProgram = filter.try_into()?;
        apply_filter(&program)?;
        Ok(())
    }

    const CALLS: &[i64] = &[
        libc::SYS_read,
        libc::SYS_readv,
        libc::SYS_write,
        libc::SYS_writev,
        libc::SYS_close,
        libc::SYS_mmap,
        libc::SYS_munmap,
        libc::SYS_mremap,
        libc::SYS_mprotect,
        libc::SYS_madvise,
        libc::SYS_brk,
        libc::SYS_futex,
        libc::SYS_clock_gettime,
        libc::SYS_clock_nanosleep,
        libc::SYS_nanosleep,
        libc::SYS_gettimeofday,
        libc::SYS_getrandom,
        libc::SYS_getpid,
        libc::SYS_gettid,
        libc::SYS_tgkill,
        libc::SYS_rt_sigaction,
        libc::SYS_rt_sigprocmask,
        libc::SYS_rt_sigreturn,
        libc::SYS_sigaltstack,
        libc::SYS_restart_syscall,
        libc::SYS_prlimit64,
        libc::SYS_sched_yield,
        libc::SYS_sched_getaffinity,
        libc::SYS_exit,
        libc::SYS_exit_group,
    ];
}

#[cfg(not(unix))]
mod nowhere {
    use std::io;

    use crate::isolate::Limits;

    /// Nothing can be limited here.
    pub(in crate::isolate) fn enter(_: Limits) -> io::Result<()> {
        Ok(())
    }

    /// Time is kept by the program that asked.
    pub(in crate::isolate) fn grant_time(_: Limits) -> io::Result<()> {
        Ok(())
    }
}
